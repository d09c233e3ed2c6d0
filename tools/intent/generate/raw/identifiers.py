"""The identifier strings of people and devices, in the form each source system writes them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..columns import scrambled
from ..population import FIRST_CONTACT_ID
from ..world import World
from .writer import Writer

ANONYMOUS_ID = "printf('%08x-%04x-4000-8000-%012x', number % 65521, number % 4093, number)"
SALESFORCE_ID = "printf('{prefix}5e%010dAAA', number)"
DEVICE_SALT, VISITOR_SALT = 1, 2


@dataclass(frozen=True)
class Identifiers:
    """Strings by person, except `anonymous`: devices, then the shared device, then strangers."""

    anonymous: pa.Array
    shared_device: int
    first_stranger: int
    user: pa.Array
    email: pa.Array
    lead: pa.Array
    contact: pa.Array
    hubspot: np.ndarray


def build_identifiers(world: World, writer: Writer) -> Identifiers:
    """Make every identifier string once; event tables refer to them by position."""
    n_people, n_devices = len(world.people), len(world.devices)
    n_strangers = int(world.anonymous.person.max()) + 1
    keys = np.concatenate(
        [
            scrambled(np.arange(n_devices + 1), DEVICE_SALT),
            scrambled(np.arange(n_strangers), VISITOR_SALT),
        ]
    )
    number = np.arange(1, n_people + 1)
    return Identifiers(
        anonymous=writer.strings(ANONYMOUS_ID, keys),
        shared_device=n_devices,
        first_stranger=n_devices + 1,
        user=pc.binary_join_element_wise("u", pa.array(number).cast(pa.string()), "_"),
        email=world.people.email,
        lead=writer.strings(SALESFORCE_ID.format(prefix="00Q"), number),
        contact=writer.strings(SALESFORCE_ID.format(prefix="003"), number),
        hubspot=FIRST_CONTACT_ID + np.arange(n_people),
    )


def salesforce_ids(prefix: str, count: int, writer: Writer, first: int = 1) -> pa.Array:
    """Ids of one kind of record, numbered from `first`."""
    return writer.strings(SALESFORCE_ID.format(prefix=prefix), np.arange(first, first + count))
