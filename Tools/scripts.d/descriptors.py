"""Descriptors that a command names by their number, and pipes of our own, which must not lie there."""
import os

RESERVED = 10


def reserve_descriptors():
    """Occupies 3 to 9, so that no pipe of our own lies where a command finds one of its texts."""
    while (descriptor := os.open("/dev/null", os.O_RDONLY)) < RESERVED - 1:
        pass
    if descriptor >= RESERVED:
        os.close(descriptor)
