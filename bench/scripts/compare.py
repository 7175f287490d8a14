"""compare.py FLOOR LABEL ...: the times of ours beside native's, and beside DuckDB's where there are some, as lists.py wrote
them down, worst first, and their geometric means; what takes ours less than FLOOR milliseconds is only listed."""
import json, math, os, sys
import sides

floor = float(sys.argv[1])
def mean(ratios): return math.exp(sum(map(math.log, ratios)) / len(ratios))
def read(label, side):
    path = os.path.join(sides.RESULTS, f'{label}_{side}.json')
    return json.load(open(path)) if os.path.exists(path) else None

for label in sys.argv[2:]:
    for workers in (1, 2):
        native, ours, duck = (read(label, side + str(workers)) for side in ('native', 'ours', 'duck'))
        if not native or not ours: continue
        rows = sorted(((ours[n]['best'] / native[n]['best'], n) for n in ours if n in native), reverse=True)
        counted = [r for r, n in rows if ours[n]['best'] > floor]
        print(f"{label}, workers {workers}: geometric mean {mean(counted):.2f}, of all {mean([r for r, _ in rows]):.2f}, above 1.3: {sum(r > 1.3 for r in counted)}, above 3: {sum(r > 3 for r in counted)}")
        if duck:
            print(f"  ours by DuckDB {mean([ours[n]['best'] / duck[n]['best'] for n in ours]):.2f}, DuckDB by native {mean([duck[n]['best'] / native[n]['best'] for n in ours]):.2f}; DuckDB ahead of ours: "
                  + (', '.join(f"{n} {ours[n]['best'] / duck[n]['best']:.1f}" for n in ours if ours[n]['best'] > duck[n]['best']) or 'nowhere'))
        for r, n in rows:
            differs = '' if ours[n].get('hash') == native[n].get('hash') or not native[n].get('hash') else '  another reply'
            beside = f"  DuckDB {duck[n]['best']:9.2f}" if duck else ''
            print(f"  {r:8.2f}  {n:34} native {native[n]['best']:9.2f}  ours {ours[n]['best']:9.2f}{beside}  {ours[n].get('alloc', 0) / 1e6:8.1f} MB{differs} {ours[n].get('err') or ''}{native[n].get('err') or ''}")
