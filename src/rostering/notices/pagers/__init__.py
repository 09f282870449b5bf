"""Pagers: each speaks the interface of one program, and all are asked alike."""

from rostering.notices.pagers.contract import Client, Down, Gone, PagerError, PagerRefused
from rostering.notices.pagers.makers import client_of

__all__ = ["Client", "Down", "Gone", "PagerError", "PagerRefused", "client_of"]
