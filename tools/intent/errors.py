"""Errors that a person can act on."""


class InputError(Exception):
    """Something the user gave is wrong; the message is one sentence that names it and says what to do."""
