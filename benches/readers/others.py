"""Asks zxing-cpp (PyPI) and zbarimg (Debian: zbar-tools), where installed, what they read in a folder of PGM files.

Prints one line for each reader and file: reader, name, milliseconds of processor time, texts in hexadecimal.
The time of zbarimg is that of its whole process: some milliseconds of it are its start.
"""

import pathlib
import resource
import shutil
import subprocess
import sys
import time


def main(folder):
    files = sorted(pathlib.Path(folder).glob("*.pgm"))
    for name, reader in readers():
        for file in files:
            texts, seconds = reader(file)
            print(name, file.stem, f"{seconds * 1000:.3f}", ",".join(text.hex() for text in texts), sep="\t")


def readers():
    if shutil.which("zbarimg"):
        yield "zbarimg", zbarimg
    else:
        print("zbarimg is not installed", file=sys.stderr)
    try:
        import zxingcpp
        import numpy
    except ImportError as error:
        print(f"zxing-cpp is not installed: {error}", file=sys.stderr)
        return

    formats = zxingcpp.BarcodeFormat.QRCode

    def zxing(file):
        head, rest = file.read_bytes().split(b"\n255\n", 1)
        width, height = map(int, head.split()[1:3])
        pixels = numpy.frombuffer(rest, dtype=numpy.uint8).reshape(height, width)
        begun = time.thread_time()
        found = zxingcpp.read_barcodes(pixels, formats=formats)
        seconds = time.thread_time() - begun
        return [barcode.text.encode() for barcode in found if barcode.valid], seconds

    yield "zxing-cpp", zxing


def zbarimg(file):
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    begun = used()
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", str(file)]
    output = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    return [text for text in output.split(b"\n") if text], used() - begun


if __name__ == "__main__":
    main(sys.argv[1])
