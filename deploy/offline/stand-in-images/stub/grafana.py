#!/usr/bin/env python3
"""Stand-in for Grafana: answers health checks, keeps annotations in memory, and asks Loki for others.

By Grafana's published HTTP interface, as far as this site uses it; what it does not know it refuses:
  POST /api/annotations   an annotation of the whole organisation, as the administrator
  GET  /api/annotations   those that there are; tags
  GET  /api/datasources/proxy/uid/loki/...   what Loki answers, whom it shows its own certificate, to an administrator
  GET  /api/health, /healthz, /metrics
Over TLS if there is a certificate, else in plain HTTP.
"""

import base64
import hmac
import json
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request

import stub

LARGEST = 1 << 20
KINDS = {"dashboardUID": str, "panelId": int, "time": int, "timeEnd": int, "tags": list, "text": str}
LOKI, PROXY = "https://localhost:3100", "/api/datasources/proxy/uid/loki"
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


def of_loki(path):
    """Status, media type and body."""
    folder = os.environ["STUB_TLS"]
    tls = ssl.create_default_context(cafile=f"{folder}/ca.crt")
    tls.load_cert_chain(f"{folder}/tls.crt", f"{folder}/tls.key")
    try:
        with urllib.request.urlopen(LOKI + path, context=tls, timeout=30) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers.get_content_type(), refused.read()
    except OSError as problem:
        return 502, "text/plain", f"{problem}\n".encode()


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
                case "/metrics", True:
                    self.reply(200, '# TYPE grafana_build_info gauge\ngrafana_build_info{version="0.0.0-stand-in"} 1')
                case path, _ if path.startswith(("/api/annotations", PROXY)) and not self.is_administrator():
                    self.reply(401, {"message": "Unauthorized"})
                case "/api/annotations", True:
                    self.reply(200, found(urllib.parse.parse_qs(address.query)))
                case "/api/annotations", False:
                    self.reply(200, add(self.headers.get_content_type(), body))
                case path, True if path.startswith(PROXY + "/"):
                    self.send(*of_loki(self.path.removeprefix(PROXY)))
                case path, _ if path.startswith("/api/"):
                    self.reply(501, {"message": "stand-in: this is not Grafana"})
                case _:
                    self.reply(200, "Stand-in: Grafana cannot be had offline. This keeps annotations and asks Loki.")
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
