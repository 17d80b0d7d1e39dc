"""New files with names of our own; nothing is overwritten, and no name comes from the vault."""
import json
import os
from pathlib import Path


class Extraction:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(mode=0o700)

    def write(self, name, pieces):
        """A new file of mode 0600; one that could not be written whole is taken away again."""
        path = self.folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(descriptor, "wb") as file:
                for piece in pieces:
                    file.write(piece)
        except BaseException:
            path.unlink()
            raise
        return name

    def index(self, lines):
        self.write("index.jsonl", (json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines))
