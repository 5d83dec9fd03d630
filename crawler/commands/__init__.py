"""The commands, together by what a user does; each module names its own, and what adds them, in COMMANDS."""
