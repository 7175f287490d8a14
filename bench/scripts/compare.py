"""compare.py FLOOR LABEL ...: the times of ours beside native's as the other scripts wrote them down, worst first, and their geometric mean; what takes both less than FLOOR milliseconds is only listed."""
import json, math, os, sys
import sides

floor = float(sys.argv[1])
for label in sys.argv[2:]:
    for workers in (1, 2):
        paths = [os.path.join(sides.RESULTS, f'{label}_{side}{workers}.json') for side in ('native', 'ours')]
        if not all(map(os.path.exists, paths)): continue
        native, ours = (json.load(open(p)) for p in paths)
        rows = sorted(((ours[n]['best'] / native[n]['best'], n) for n in ours if n in native), reverse=True)
        counted = [r for r, n in rows if ours[n]['best'] > floor]
        print(f"{label}, workers {workers}: geometric mean {math.exp(sum(math.log(r) for r in counted) / len(counted)):.2f}, above 1.3: {sum(r > 1.3 for r in counted)}, above 3: {sum(r > 3 for r in counted)}")
        for r, n in rows:
            differs = '' if ours[n].get('hash') == native[n].get('hash') or not native[n].get('hash') else '  another reply'
            print(f"  {r:8.2f}  {n:34} native {native[n]['best']:9.2f}  ours {ours[n]['best']:9.2f}  {ours[n].get('alloc', 0) / 1e6:8.1f} MB{differs} {ours[n].get('err') or ''}{native[n].get('err') or ''}")
