"""Words that readers know, as data: of markup and of languages, with where they were seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.vocabulary.caches import ANSWERS as ANSWERS
    from crawler.vocabulary.caches import BASES as BASES
    from crawler.vocabulary.markup import LIKELY as LIKELY
    from crawler.vocabulary.markup import SURE as SURE
    from crawler.vocabulary.markup import Role as Role
    from crawler.vocabulary.markup import folder_of as folder_of
    from crawler.vocabulary.markup import names_of as names_of
    from crawler.vocabulary.markup import roles_of as roles_of
    from crawler.vocabulary.markup import strength as strength
    from crawler.vocabulary.phrases import alternation as alternation
    from crawler.vocabulary.phrases import by_language as by_language
    from crawler.vocabulary.phrases import of_platforms as of_platforms
    from crawler.vocabulary.phrases import platforms as platforms
    from crawler.vocabulary.phrases import spoken as spoken
    from crawler.vocabulary.phrases import words as words

__getattr__ = face(__name__, __file__)
