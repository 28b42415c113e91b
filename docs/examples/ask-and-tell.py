"""Tries what a sweep suggests and tells it the loss. Usage: python3 ask-and-tell.py http://127.0.0.1:8080 SWEEP WORKER"""
import json, os, sys, time, urllib.error, urllib.request

def call(path, body=None):
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + os.environ.get("SWEEP_KEY", "")}
    request = urllib.request.Request(f"{sys.argv[1]}/api/v1/sweeps/{sys.argv[2]}{path}", body and json.dumps(body).encode(), headers)
    return json.loads(urllib.request.urlopen(request).read() or "null")

while call("")["status"] not in ("completed", "canceled", "failed"):
    try:
        trial = call("/ask", {"worker": sys.argv[3]})
        x, y = trial["parameters"]["x"], trial["parameters"]["y"]
        told = {"attempt": trial["attempt"], "step": 1, "metrics": {"loss": (x - 1) ** 2 + (y + 2) ** 2}}
        call(f"/trials/{trial['trial']}/reports", told)
        call(f"/trials/{trial['trial']}/end", {"attempt": trial["attempt"], "outcome": "completed"})
    except urllib.error.HTTPError:
        time.sleep(1)  # nothing to try just now, or this trial went to another worker meanwhile
