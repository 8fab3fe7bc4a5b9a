"""GStreamer's `souphttpsrc`, which sends no bodies."""

from programs import run, serve, text


def get(_, user, password, body, url):
    source = ["souphttpsrc", f"location={url}", f"user-id={user}", f"user-pw={password}", "retries=0"]
    result = run("gst-launch-1.0", "--quiet", *source, "!", "fdsink")
    if result.returncode == 0 and result.stdout:
        return f"200 {text(result.stdout)}"
    return "401" if "Unauthorized" in text(result.stdout + result.stderr) else f"exit {result.returncode}"


if run("gst-inspect-1.0", "--exists", "souphttpsrc").returncode != 0:
    raise SystemExit("there is no souphttpsrc")
serve(text(run("gst-launch-1.0", "--version").stdout).split()[2], get, "no bodies")
