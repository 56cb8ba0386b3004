"""What a record of a full export holds, by name."""

from collections.abc import Mapping
from typing import Any

Body = Mapping[str, Any]
