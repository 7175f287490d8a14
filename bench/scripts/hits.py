"""hits.py N OUT: the columns of ClickBench's `hits` that its 43 queries read, made by a fixed seed: skewed keys, texts with many distinct values, one frame `(set hits TABLE)` of wire 3 (needs numpy)."""
import sys, struct, numpy as np
N, out = int(sys.argv[1]), sys.argv[2]; r = np.random.default_rng(62)
def zipf(n, a=1.2): return np.minimum(((r.random(N) ** (-1 / (a - 1 + .3))) - 1).astype(np.int64), n - 1)
def pick(pool, skew=True): i = zipf(len(pool)) if skew else r.integers(0, len(pool), N); i = (i * 2654435761) % len(pool); return i
vec = lambda t, a: bytes([t, 0]) + struct.pack("<q", len(a)) + a.tobytes()
def sym(pool, i): return b"\x0c\0" + struct.pack("<q", N) + b"\0".join([pool[k] for k in i.tolist()]) + b"\0"
users = r.integers(1, 1 << 62, N // 6 + 2); users[0] = 435090932899640449
urls = [b"http://site%d.example/%s/%d?q=%d" % (k % 977, b"google" if k % 60 == 0 else b"page", k, k * 7) for k in range(N // 5 + 5)]
titles = [b"%s page %d of a site that has a title" % (b"Google" if k % 70 == 0 else b"Some", k) for k in range(N // 6 + 5)]
phrases = [b"how to find thing %d" % k for k in range(N // 20 + 5)]; models = [b"model %d" % k for k in range(100)]
uh = r.integers(1, 1 << 62, len(urls)); uh[1] = 2868770270353813622; rh = r.integers(1, 1 << 62, len(urls) + 1); rh[1] = 3594120000172545465
ui = pick(urls); ri = pick(urls); rempty = r.random(N) < .2; days = r.integers(0, 31, N); secs = r.integers(0, 86400, N); d0 = 4930  # 2013.07.01
ph = pick(phrases) + 1; ph[r.random(N) < .87] = 0; mo = pick(models) + 1; mo[r.random(N) < .95] = 0
flag = lambda p: (r.random(N) < p).astype(np.int16); small = lambda n, p: np.where(r.random(N) < p, 0, 1 + zipf(n)).astype(np.int16)
counter = np.where(r.random(N) < .07, 62, zipf(6000)).astype(np.int32)
cols = dict(WatchID=vec(5, r.integers(1, 1 << 62, N)), Title=sym(titles, pick(titles)), EventTime=vec(10, ((d0 + days) * 86400 + secs) * 1_000_000_000), EventDate=vec(8, (d0 + days).astype(np.int32)), CounterID=vec(4, counter),
  ClientIP=vec(4, r.integers(-2**31, 2**31, N // 10 + 1)[pick(range(N // 10 + 1))].astype(np.int32)), RegionID=vec(4, zipf(5000).astype(np.int32)), UserID=vec(5, users[pick(users)]), URL=sym(urls, ui), Referer=sym([b""] + urls, np.where(rempty, 0, ri + 1)),
  IsRefresh=vec(3, flag(.1)), ResolutionWidth=vec(3, (800 + 8 * zipf(200)).astype(np.int16)), MobilePhone=vec(3, small(60, .95)), MobilePhoneModel=sym([b""] + models, mo), TraficSourceID=vec(3, (zipf(10) - 1).astype(np.int16)),
  SearchEngineID=vec(3, small(90, .97)), SearchPhrase=sym([b""] + phrases, ph), AdvEngineID=vec(3, small(30, .99)), IsLink=vec(3, flag(.1)), IsDownload=vec(3, flag(.02)), DontCountHits=vec(3, flag(.05)), WindowClientWidth=vec(3, (300 + zipf(2000)).astype(np.int16)),
  WindowClientHeight=vec(3, (200 + zipf(1500)).astype(np.int16)), URLHash=vec(5, uh[ui]), RefererHash=vec(5, np.where(rempty, 1, rh[ri + 1])))
table = b"\x62\0\x0c\3" + struct.pack("<q", len(cols)) + b"".join(k.encode() + b"\0" for k in cols) + b"\0\0" + struct.pack("<q", len(cols)) + b"".join(cols.values())
body = b"\0\0" + struct.pack("<q", 3) + b"\xf4\0set\0" + b"\xf4\0hits\0" + table
open(out, "wb").write(b"\xfa\xde\xfa\xce\3\0\0\1" + struct.pack("<q", len(body)) + body); print(out, len(body))
