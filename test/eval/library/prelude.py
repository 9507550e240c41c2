import base64
import calendar
import collections
import collections.abc
import configparser
import contextlib
import copy
import csv
import dataclasses
import datetime
import enum
import fnmatch
import functools
import glob
import inspect
import io
import itertools
import json
import logging
import math
import operator
import os
import os.path
import pathlib
import platform
import pprint
import random
import re
import shlex
import string
import sys
import textwrap
import time
import types
import typing
import urllib.parse
import uuid
import warnings
import zoneinfo
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from datetime import date, timedelta, timezone
from enum import Enum, Flag, IntEnum, StrEnum, auto
from functools import partial, reduce
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, ClassVar, Dict, List, Literal, NamedTuple, Optional, TypedDict, Union

import dateutil.parser
import dateutil.relativedelta
import dateutil.tz
import packaging.version
import attr
import attrs
import pendulum
import pydantic
import pytz
import tomllib
import yaml
from dateutil.relativedelta import relativedelta
from packaging.version import Version
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
