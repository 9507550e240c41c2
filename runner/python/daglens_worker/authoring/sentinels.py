"""Marks for arguments that were not given."""

from __future__ import annotations


class ArgNotSet:
    """The type of `NOTSET`; Airflow has it under this name."""

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "NOTSET"

    def __copy__(self) -> ArgNotSet:
        return self

    def __deepcopy__(self, memo: dict) -> ArgNotSet:
        return self


NOTSET = ArgNotSet()


def is_arg_set(value: object) -> bool:
    """Was a value given?"""
    return not isinstance(value, ArgNotSet)
