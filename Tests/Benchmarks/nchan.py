"""The same load on another broker: nginx with the nchan module, in memory, on a loopback port of its own."""

import contextlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from server import free_port

MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


def is_here():
    return MODULE.exists() and Path(NGINX).exists()


class Nchan:
    """Listens in a `with` statement; one channel, event streams like ours."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="panorama-nchan-"))
        self.base = f"http://127.0.0.1:{free_port()}"
        self.process = None

    def __enter__(self):
        (self.folder / "nginx.conf").write_text(f"""
            load_module {MODULE}; worker_processes 1; worker_rlimit_nofile 20000; daemon off; pid {self.folder}/pid; error_log {self.folder}/errors;
            events {{ worker_connections 10000; }}
            http {{ access_log off; client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;
              fastcgi_temp_path {self.folder}/fastcgi; uwsgi_temp_path {self.folder}/uwsgi; scgi_temp_path {self.folder}/scgi;
              server {{ listen {self.base.removeprefix("http://")} backlog=4096;
                location /pub {{ nchan_publisher; nchan_channel_id board; nchan_message_buffer_length 10; }}
                location /sub {{ nchan_subscriber eventsource; nchan_channel_id board; }} }} }}""")
        self.process = subprocess.Popen([NGINX, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "errors"])
        deadline = time.monotonic() + 10
        while not (self.folder / "pid").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def targets(self, size):
        """Where to listen and to post a message of `size` bytes on the wire, as the client’s options."""
        return {"url": f"{self.base}/sub", "post": f"{self.base}/pub", "body": "{marker}" + "x" * max(0, int(size) - 60)}
