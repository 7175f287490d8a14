"""Where the timing scripts send their questions: `nativeN` is the library that RAYFORCE_LIBRARY names, with N workers,
in this process; `oursN` is the harness (HARNESS, or the release build beside this folder) with as many; `duckN` is DuckDB
in the harness with N threads, where a question is a triple whose last part is SQL."""
import ctypes as C, hashlib, json, os, subprocess, time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
HARNESS = os.environ.get('HARNESS', os.path.join(ROOT, 'artifacts/bin/Rayforce.Harness/release/Rayforce.Harness.dll'))
RESULTS = os.environ.get('RAYFALL_WORK', os.path.join(ROOT, 'artifacts/timings'))


class Native:
    def __init__(self, workers):
        self.l = l = C.CDLL(os.environ['RAYFORCE_LIBRARY'])
        P = C.c_void_p
        for name, arguments, result in [
                ('ray_runtime_create', [C.c_int, P], P), ('ray_eval_str', [C.c_char_p], P), ('ray_eval', [P], P), ('ray_ser', [P], P),
                ('ray_de', [P], P), ('ray_vec_from_raw', [C.c_int8, C.c_char_p, C.c_int64], P), ('ray_err_code', [P], C.c_char_p),
                ('ray_error_msg', [], C.c_char_p), ('ray_release', [P], None), ('ray_error_free', [P], None), ('ray_pool_init_total', [C.c_uint32], C.c_int)]:
            f = getattr(l, name); f.argtypes = arguments; f.restype = result
        self.runtime = l.ray_runtime_create(0, None)
        l.ray_pool_init_total(workers)

    def type(self, p): return C.cast(p + 18, C.POINTER(C.c_int8))[0]
    def is_error(self, p): return bool(p) and self.type(p) == 127
    def release(self, p):
        if p: (self.l.ray_error_free if self.is_error(p) else self.l.ray_release)(p)

    def load(self, path):
        frame = open(path, 'rb').read()
        self.release(self.l.ray_eval(self.l.ray_de(self.l.ray_vec_from_raw(2, frame, len(frame)))))

    def prepare(self, source):
        p = self.l.ray_eval_str(source.encode())
        if self.is_error(p): print('not prepared:', source[:70], self.l.ray_error_msg())
        self.release(p)

    def time(self, source, repetitions, hashed):
        best = error = digest = None; started = time.time()
        # As the harness does: a short question is asked again until 0.3 seconds have passed.
        i = 0
        while i < repetitions or time.time() - started < .3:
            t = time.perf_counter(); p = self.l.ray_eval_str(source.encode()); t = (time.perf_counter() - t) * 1e3
            best = t if best is None else min(best, t)
            if self.is_error(p): error = (self.l.ray_err_code(p) or b'').decode() + ' ' + (self.l.ray_error_msg() or b'').decode()
            elif hashed and i == 0: digest = self.digest(p)
            self.release(p); i += 1
            if time.time() - started > 60: break
        return dict(best=best, err=error, hash=digest)

    def digest(self, p):
        b = self.l.ray_ser(p)
        if not b or self.type(b) == 127: return None
        frame = C.string_at(b + 32, C.cast(b + 24, C.POINTER(C.c_int64))[0]); self.l.ray_release(b)
        return hashlib.sha1(frame[16:]).hexdigest()[:12]


def run(side, questions, repetitions, setup=(), load=None, hashed=False, sql=()):
    """The best time of each question in milliseconds, by its name; `sql` is what `setup` is for DuckDB."""
    out = {}
    duck = side.startswith('duck')
    if duck: questions, setup = [(q[0], q[2]) for q in questions], sql
    else: questions = [q[:2] for q in questions]
    if side.startswith('native'):
        native = Native(int(side[6:] or 1))
        if load: native.load(load)
        for source in setup: native.prepare(source)
        for name, source in questions: out[name] = native.time(source, repetitions, hashed)
    else:
        lines = ([dict(load=load)] if load else []) + [dict(setup=s) for s in setup] + [dict(name=n, src=e, reps=repetitions) for n, e in questions]
        workers = ['--workers', side[4:]] if side[4:] else []
        p = subprocess.run(['dotnet', HARNESS, *workers, 'duckdb' if duck else 'bench'], input='\n'.join(map(json.dumps, lines)) + '\n', capture_output=True, text=True)
        for line in p.stdout.splitlines():
            d = json.loads(line)
            if 'setup' in d: print('not prepared:', d)
            else: out[d['name']] = d
        if p.returncode: print(p.stderr[-2000:])
    return out


def report(label, side, out):
    """Writes the times down, for compare.py, and prints them."""
    os.makedirs(RESULTS, exist_ok=True)
    path = os.path.join(RESULTS, f'{label}_{side}.json')
    for name, d in out.items(): print(f"{name:32}{d['best']:12.3f} ms {d.get('hash') or ''} {d.get('err') or ''}")
    json.dump(out, open(path, 'w'), indent=0)
