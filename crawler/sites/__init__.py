"""What is known of sites beforehand, where they read badly without; cases that hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.sites.base import Expect as Expect
    from crawler.sites.base import Site as Site
    from crawler.sites.cases import Case as Case
    from crawler.sites.cases import differences as differences
    from crawler.sites.cases import find_cases as find_cases
    from crawler.sites.cases import needless as needless
    from crawler.sites.cases import save_case as save_case
    from crawler.sites.finding import Sites as Sites
    from crawler.sites.finding import load_sites as load_sites
    from crawler.sites.finding import sites_of as sites_of
    from crawler.sites.finding import stem_of as stem_of

__getattr__ = face(__name__, __file__)
