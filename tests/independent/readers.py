"""zbar and zxing-cpp, readers that are not ours, give back exactly the texts that were drawn.

    readers.py FOLDER [HARM]

FOLDER holds pairs NAME.png and NAME.txt; the package `drawings` beside this file writes such a folder. With HARM, a number of
turned, blurred and noisy copies of each picture are read instead, to compare encoders: then nothing fails.
"""

import pathlib
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import zxingcpp
from PIL import Image, ImageFilter


def main():
    folder = pathlib.Path(sys.argv[1])
    copies = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    pictures = sorted(folder.glob("*.png"))
    if not pictures:
        sys.exit(f"{folder} holds no pictures")
    wanted = {picture: picture.with_suffix(".txt").read_bytes().decode() for picture in pictures}
    if copies:
        with tempfile.TemporaryDirectory() as harmed:
            compare(harm(wanted, copies, pathlib.Path(harmed)), names=0)
        return
    if any(compare(wanted)):
        sys.exit("not all were read")


def compare(wanted, names=20):
    """How many each reader misses; so many of them by name."""
    missed = []
    for reader, read in [("zbar", zbar), ("zxing-cpp", zxing)]:
        texts = read(list(wanted))
        lost = [path for path, text in wanted.items() if texts.get(path) != [text]]
        for path in lost[:names]:
            print(f"{path.name}: {reader} does not read it")
        print(f"{reader:10} {len(wanted) - len(lost):4} read, {len(lost)} not")
        missed.append(len(lost))
    return missed


def zbar(paths):
    """All texts in each picture."""
    texts = {}
    for at in range(0, len(paths), 50):
        command = ["zbarimg", "--xml", "--quiet", "-Sdisable", "-Sqrcode.enable", *paths[at : at + 50]]
        answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        space = "{http://zbar.sourceforge.net/2008/barcode}"
        for source in xml.fromstring(answer).iter(f"{space}source"):
            found = [data.text for data in source.iter(f"{space}data")]
            texts[pathlib.Path(source.attrib["href"])] = found
    return texts


def zxing(paths):
    texts = {}
    for path in paths:
        with Image.open(path) as picture:
            found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
        texts[path] = [symbol.text for symbol in found]
    return texts


def harm(wanted, copies, folder):
    """The same harm for pictures of the same name, whoever drew them."""
    harmed = {}
    for path, text in wanted.items():
        chance = random.Random(path.stem)
        with Image.open(path) as picture:
            grey = picture.convert("L")
        for copy in range(copies):
            size = max(60, int(grey.width * chance.uniform(0.45, 1.1)))
            turned = grey.resize((size, size), Image.BILINEAR).rotate(
                chance.uniform(0, 360), Image.BILINEAR, expand=True, fillcolor=255
            )
            blurred = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0, 1.6)))
            noise = Image.effect_noise(blurred.size, chance.uniform(0, 90))
            place = folder / f"{path.stem}-{copy}.png"
            Image.blend(blurred, noise, chance.uniform(0, 0.45)).save(place)
            harmed[place] = text
    return harmed


main()
