#!/usr/bin/env python3
"""Stand-in for Loki: takes pushes and answers questions about the newest lines, which outlast a kill.

By Loki's published HTTP interface, as far as this site uses it; what it does not know it refuses:
  POST /loki/api/v1/push          protobuf in snappy, or JSON
  GET  /loki/api/v1/query_range   a selector with = and =~, and |= "text" after it; start, end, limit, direction
  POST /loki/api/v1/query         a sum of vector(NUMBER)s, as Grafana and the health check ask
  GET  /ready, /metrics
Over TLS with a client's certificate if there is one of its own, else in plain HTTP. Lines are in an SQLite
database in the folder STUB_DATA.
"""

import collections
import json
import os
import re
import sqlite3
import threading
import time
import urllib.parse

import stub

KEPT = 50_000  # lines of each stream, at least
LARGEST = 16 << 20
MOST_AT_ONCE = 5_000  # as max_entries_limit_per_query has it
LABELS = re.compile(r'\s*([a-zA-Z_]\w*)\s*(=~|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)')
FILTER = re.compile(r'\s*\|=\s*("(?:[^"\\]|\\.)*"|`[^`]*`)')
VECTORS = re.compile(r"\s*vector\(\d+\)(\s*\+\s*vector\(\d+\))*\s*$")

Line = collections.namedtuple("Line", "nanos labels text metadata")


class Refused(Exception):
    """What the client did wrong: answered 400."""


class Store:
    """What is taken is in the operating system's hands before the client is told so, as with Loki's log."""

    def __init__(self, folder):
        self.lock = threading.Lock()
        self.base = sqlite3.connect(os.path.join(folder, "lines.db"), isolation_level=None, check_same_thread=False)
        self.base.executescript(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            CREATE TABLE IF NOT EXISTS lines(id INTEGER PRIMARY KEY, stream TEXT, nanos INTEGER, text TEXT, metadata TEXT);
            CREATE INDEX IF NOT EXISTS by_stream ON lines(stream, nanos);
            """
        )
        self.added = collections.Counter()
        self.streams = {it for it, in self.base.execute("SELECT DISTINCT stream FROM lines")}

    def add(self, lines):
        rows = [(json.dumps(it.labels, sort_keys=True), it.nanos, it.text, json.dumps(it.metadata)) for it in lines]
        with self.lock:
            self.base.execute("BEGIN")
            self.base.executemany("INSERT INTO lines(stream, nanos, text, metadata) VALUES (?, ?, ?, ?)", rows)
            self.added.update(it[0] for it in rows)
            for stream in [it for it, count in self.added.items() if count > KEPT]:
                self.added[stream] = 0
                self.base.execute(
                    "DELETE FROM lines WHERE stream = ? AND nanos <="
                    " (SELECT nanos FROM lines WHERE stream = ? ORDER BY nanos DESC LIMIT 1 OFFSET ?)",
                    (stream, stream, KEPT),
                )
            self.base.execute("COMMIT")
            self.streams.update(it[0] for it in rows)

    def find(self, wanted, texts, first, last, limit, forward):
        """Those lines, the oldest or the newest first, of the streams whose labels are as wanted."""
        with self.lock:
            names = [it for it in self.streams if matches(json.loads(it), wanted)]
            return self.base.execute(
                f"SELECT nanos, stream, text, metadata FROM lines WHERE stream IN ({','.join('?' * len(names))})"
                f" AND nanos >= ? AND nanos < ?{' AND instr(text, ?)' * len(texts)}"
                f" ORDER BY nanos {'ASC, id ASC' if forward else 'DESC, id DESC'} LIMIT ?",
                (*names, first, last, *texts, limit),
            ).fetchall()


def matches(labels, wanted):
    return all(pattern.fullmatch(labels.get(name, "")) for name, pattern in wanted.items())


store = Store(os.environ.get("STUB_DATA", "/loki"))
counted = collections.Counter()


# --- what comes in ----------------------------------------------------------------------------------


def varint(data, at):
    value = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise Refused("a number that does not end")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def snappy(data):
    """The block format."""
    length, at = varint(data, 0)
    if length > LARGEST:
        raise Refused("larger than a message may be")
    out = bytearray()
    while at < len(data):
        tag = data[at]
        at += 1
        kind, size = tag & 3, tag >> 2
        if kind == 0:
            if size >= 60:
                extra = size - 59
                size = int.from_bytes(data[at : at + extra], "little")
                at += extra
            out += data[at : at + size + 1]
            at += size + 1
            continue
        if kind == 1:
            offset = (tag >> 5) << 8 | data[at]
            size = (size & 7) + 4
            at += 1
        else:
            width = 2 if kind == 2 else 4
            offset = int.from_bytes(data[at : at + width], "little")
            size += 1
            at += width
        if not 0 < offset <= len(out):
            raise Refused("snappy: a copy from before the beginning")
        start = len(out) - offset
        if offset >= size:
            out += out[start : start + size]
        else:
            for i in range(size):
                out.append(out[start + i])
    if len(out) != length:
        raise Refused("snappy: another length than announced")
    return bytes(out)


def fields(data):
    """Number and value of each field of a protobuf message: an int, or bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        elif key & 7 == 2:
            size, at = varint(data, at)
            value = data[at : at + size]
            if len(value) != size:
                raise Refused("protobuf: cut off")
            at += size
        else:
            raise Refused(f"protobuf: wire type {key & 7}")
        yield key >> 3, value


def of_protobuf(body):
    for number, stream in fields(snappy(body)):
        if number != 1:
            continue
        labels, entries = {}, []
        for field, value in fields(stream):
            if field == 1:
                labels = selector(value.decode(), exact=True)
            elif field == 2:
                entries.append(value)
        for entry in entries:
            nanos, text, metadata = 0, "", {}
            for field, value in fields(entry):
                if field == 1:
                    time_of = dict(fields(value))
                    nanos = time_of.get(1, 0) * 10**9 + time_of.get(2, 0)
                elif field == 2:
                    text = value.decode(errors="replace")
                elif field == 3:
                    pair = dict(fields(value))
                    metadata[pair.get(1, b"").decode()] = pair.get(2, b"").decode()
            yield Line(nanos, labels, text, metadata)


def of_json(body):
    for stream in json.loads(body)["streams"]:
        for value in stream["values"]:
            if not isinstance(value[0], str):
                raise Refused("a timestamp has to be a string")
            yield Line(int(value[0]), stream["stream"], value[1], value[2] if len(value) > 2 else {})


def push(content_type, body):
    read = {"application/x-protobuf": of_protobuf, "application/json": of_json}.get(content_type)
    if not read:
        raise Refused(f"Content-Type {content_type}")
    found = list(read(body))
    for line in found:
        if not line.labels:
            raise Refused("error at least one label pair is required per stream")
        if line.nanos <= 0:
            raise Refused("an entry without a time")
    store.add(found)
    counted.update(line.labels.get("service", "") for line in found)


# --- what is asked ----------------------------------------------------------------------------------


def selector(text, exact=False):
    """{name="value", ...}: a dictionary of values, or of patterns if not exact."""
    if not (text.startswith("{") and text.endswith("}")):
        raise Refused(f"parse error: not a selector: {text}")
    inner, at, result = text[1:-1], 0, {}
    while at < len(inner):
        match = LABELS.match(inner, at)
        if not match or exact and match[2] == "=~":
            raise Refused(f"parse error: {inner[at:]}")
        value = json.loads(f'"{match[3]}"')
        result[match[1]] = value if exact else re.compile(value if match[2] == "=~" else re.escape(value))
        at = match.end()
    if not result:
        raise Refused("queries require at least one matcher")
    return result


def query_range(asked):
    query = asked.get("query", [""])[0]
    end = query.find("}") + 1
    wanted, texts, rest = selector(query[:end].strip()), [], query[end:]
    while rest.strip():
        match = FILTER.match(rest)
        if not match:
            raise Refused(f"parse error: {rest}")
        texts.append(match[1][1:-1] if match[1][0] == "`" else json.loads(match[1]))
        rest = rest[match.end() :]
    now = time.time_ns()
    first = int(asked.get("start", [now - 3600 * 10**9])[0])
    last = int(asked.get("end", [now])[0])
    limit = int(asked.get("limit", [100])[0])
    direction = asked.get("direction", ["backward"])[0]
    if direction not in ("forward", "backward"):
        raise Refused(f"invalid direction: {direction}")
    if limit > MOST_AT_ONCE:
        raise Refused(f"max entries limit per query exceeded, limit > max_entries_limit_per_query ({limit} > {MOST_AT_ONCE})")
    streams = {}
    for nanos, stream, text, metadata in store.find(wanted, texts, first, last, limit, direction == "forward"):
        labels = {**json.loads(stream), **json.loads(metadata)}
        stream = streams.setdefault(json.dumps(labels, sort_keys=True), {"stream": labels, "values": []})
        stream["values"].append([str(nanos), text])
    return {"resultType": "streams", "result": list(streams.values()), "stats": {}}


def query(asked):
    text = asked.get("query", [""])[0]
    if not VECTORS.match(text):
        raise Refused("stand-in: a sum of vectors only")
    value = str(sum(int(it) for it in re.findall(r"\d+", text)))
    return {"resultType": "vector", "result": [{"metric": {}, "value": [time.time(), value]}], "stats": {}}


def metrics():
    rows = [f'stub_loki_lines_total{{service="{name}"}} {n}' for name, n in sorted(counted.items())]
    return "\n".join(["# TYPE stub_loki_lines_total counter", *rows, ""])


class Handler(stub.Handler):
    def do_GET(self):
        self.answer(None)

    def do_POST(self):
        if "Content-Length" not in self.headers:
            self.close_connection = True
            self.reply(411, "text/plain", "a length is required\n")
            return
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body):
        address = urllib.parse.urlsplit(self.path)
        asked = urllib.parse.parse_qs(address.query)
        content_type = self.headers.get_content_type() if body is not None else ""
        if content_type == "application/x-www-form-urlencoded":
            asked.update(urllib.parse.parse_qs(body.decode()))
        try:
            match address.path, body is None:
                case "/ready", True:
                    self.reply(200, "text/plain", "ready\n")
                case "/metrics", True:
                    self.reply(200, "text/plain", metrics())
                case "/loki/api/v1/push", False:
                    push(content_type, body)
                    self.reply(204, None, "")
                case "/loki/api/v1/query_range", True:
                    self.result(query_range(asked))
                case "/loki/api/v1/query", _:
                    self.result(query(asked))
                case _:
                    self.reply(501, "text/plain", "stand-in: this is not Loki\n")
        except (Refused, KeyError, IndexError, TypeError, ValueError) as problem:
            self.reply(400, "text/plain", f"{problem}\n")

    def result(self, data):
        self.reply(200, "application/json", json.dumps({"status": "success", "data": data}))

    def reply(self, status, content_type, text):
        self.send(status, content_type, text.encode())


stub.serve("Loki", Handler, clients_have_certificates=True)
