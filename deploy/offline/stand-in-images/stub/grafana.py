#!/usr/bin/env python3
"""Stand-in for Grafana: answers health checks, and keeps annotations in memory.

By Grafana's published HTTP interface, as far as this site uses it; what it does not know it refuses:
  POST /api/annotations   an annotation of the whole organisation, as the administrator
  GET  /api/annotations   those that there are; tags
  GET  /api/health, /healthz
Over TLS if there is a certificate, else in plain HTTP.
"""

import base64
import hmac
import json
import os
import urllib.parse

import stub

LARGEST = 1 << 20
KINDS = {"dashboardUID": str, "panelId": int, "time": int, "timeEnd": int, "tags": list, "text": str}
annotations = []


class Refused(Exception):
    """What the client did wrong: answered 400."""


def add(content_type, body):
    if content_type != "application/json":
        raise Refused("bad request data")
    asked = json.loads(body)
    if not isinstance(asked, dict) or any(type(it) is not KINDS.get(name) for name, it in asked.items()):
        raise Refused("bad request data")
    if not asked.get("text") or not all(isinstance(it, str) for it in asked.get("tags", [])):
        raise Refused("text field should not be empty, and tags are strings")
    if asked.get("timeEnd", asked.get("time", 0)) < asked.get("time", 0):
        raise Refused("the end is before the beginning")
    annotations.append({"id": len(annotations) + 1, **asked})
    return {"message": "Annotation added", "id": annotations[-1]["id"]}


def found(asked):
    wanted = set(asked.get("tags", []))
    return [it for it in annotations if wanted <= set(it.get("tags", []))]


def password():
    try:
        with open(os.environ.get("STUB_CREDENTIALS_FILE", ""), encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return "admin"


class Handler(stub.Handler):
    def do_GET(self):
        self.answer(None)

    def do_POST(self):
        length = int(self.headers.get("Content-Length", LARGEST + 1))
        if length > LARGEST:
            self.close_connection = True
            self.reply(413, {"message": "too large, or of unknown length"})
            return
        self.answer(self.rfile.read(length))

    def answer(self, body):
        address = urllib.parse.urlsplit(self.path)
        try:
            match address.path, body is None:
                case "/api/health", True:
                    self.reply(200, {"database": "ok", "version": "0.0.0-stand-in", "commit": "stub"})
                case "/healthz", True:
                    self.reply(200, "Ok")
                case "/api/annotations", _ if not self.is_administrator():
                    self.reply(401, {"message": "Unauthorized"})
                case "/api/annotations", True:
                    self.reply(200, found(urllib.parse.parse_qs(address.query)))
                case "/api/annotations", False:
                    self.reply(200, add(self.headers.get_content_type(), body))
                case path, _ if path.startswith("/api/"):
                    self.reply(501, {"message": "stand-in: this is not Grafana"})
                case _:
                    self.reply(200, "Stand-in: Grafana cannot be had offline. This keeps annotations only.")
        except (Refused, ValueError) as problem:
            self.reply(400, {"message": str(problem)})

    def is_administrator(self):
        wanted = "Basic " + base64.b64encode(f"admin:{password()}".encode()).decode()
        return hmac.compare_digest(wanted, self.headers.get("Authorization", ""))

    def reply(self, status, content):
        text = isinstance(content, str)
        payload = (content if text else json.dumps(content)).encode() + b"\n"
        self.send(status, "text/plain" if text else "application/json", payload)


stub.serve("Grafana", Handler, clients_have_certificates=False)
