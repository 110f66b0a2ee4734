"""What the stand-ins written in Python share: a server that speaks TLS if there is a certificate, else plain HTTP."""

import os
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 65

    def send(self, status, content_type, payload):
        self.send_response(status)
        self.send_header("X-Stand-In", "stub")
        if content_type:
            self.send_header("Content-Type", content_type)
        if status != 204:
            self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address, handler, tls):
        super().__init__(address, handler)
        self.tls = tls

    def finish_request(self, request, client_address):
        # In the connection's own thread: a slow handshake holds nobody else up.
        if self.tls:
            request.settimeout(Handler.timeout)
            request = self.tls.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)
        if self.tls:
            request.close()

    def handle_error(self, request, client_address):
        print(f"STUB {client_address[0]}: {sys.exc_info()[1]}", file=sys.stderr)


def serve(name, handler, clients_have_certificates):
    """On STUB_PORT, with the certificate in the folder STUB_TLS; until it is ended."""
    print(f"STUB in place of {name}; arguments ignored: {sys.argv[1:]}", file=sys.stderr)
    folder, tls = os.environ.get("STUB_TLS", ""), None
    if os.access(f"{folder}/tls.crt", os.R_OK):
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.minimum_version = ssl.TLSVersion.TLSv1_3
        tls.load_cert_chain(f"{folder}/tls.crt", f"{folder}/tls.key")
        if clients_have_certificates:
            tls.load_verify_locations(f"{folder}/ca.crt")
            tls.verify_mode = ssl.CERT_REQUIRED
    Server(("0.0.0.0", int(os.environ["STUB_PORT"])), handler, tls).serve_forever()
