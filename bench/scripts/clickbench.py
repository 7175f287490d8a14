"""clickbench.py HITS native1|native2|ours1|ours2 [REPS [TIMES]]: ClickBench's 43 questions in Rayfall, on the table that hits.py makes,
or on so many of it one behind the other: neither side reads a frame of 1 GB."""
import sys
import sides

hits, side = sys.argv[1:3]; REPS = int(sys.argv[3]) if len(sys.argv) > 3 else 3; TIMES = int(sys.argv[4]) if len(sys.argv) > 4 else 1
JULY = "(== CounterID 62) (>= EventDate 2013.07.01) (<= EventDate 2013.07.31)"
def top(cols, by, n=10, where=None, order="desc: n"): return f"(select {{{cols} from: hits{' where: ' + where if where else ''} by: {by} {order} take: {n}}})"
Q = ["(count hits)", "(count (select {from: hits where: (!= AdvEngineID 0)}))",
 "(list (sum (at hits 'AdvEngineID)) (count hits) (avg (at hits 'ResolutionWidth)))", "(avg (at hits 'UserID))", "(count (distinct (at hits 'UserID)))", "(count (distinct (at hits 'SearchPhrase)))",
 "(list (min (at hits 'EventDate)) (max (at hits 'EventDate)))",
 top("n: (count UserID)", "AdvEngineID", where="(!= AdvEngineID 0)"), top("n: (count (distinct UserID))", "RegionID"),
 top("s: (sum AdvEngineID) n: (count UserID) w: (avg ResolutionWidth) u: (count (distinct UserID))", "RegionID"),
 top("n: (count (distinct UserID))", "MobilePhoneModel", where='(!= MobilePhoneModel "")'), top("n: (count (distinct UserID))", "{a: MobilePhone b: MobilePhoneModel}", where='(!= MobilePhoneModel "")'),
 top("n: (count UserID)", "SearchPhrase", where='(!= SearchPhrase "")'), top("n: (count (distinct UserID))", "SearchPhrase", where='(!= SearchPhrase "")'),
 top("n: (count UserID)", "{e: SearchEngineID p: SearchPhrase}", where='(!= SearchPhrase "")'), top("n: (count RegionID)", "UserID"), top("n: (count RegionID)", "{u: UserID p: SearchPhrase}"),
 "(select {n: (count RegionID) from: hits by: {u: UserID p: SearchPhrase} take: 10})", top("n: (count RegionID)", "{u: UserID m: (minute EventTime) p: SearchPhrase}"),
 "(select {u: UserID from: hits where: (== UserID 435090932899640449)})", '(count (select {from: hits where: (like URL "*google*")}))',
 top("u: (min URL) n: (count UserID)", "SearchPhrase", where='(and (like URL "*google*") (!= SearchPhrase ""))'),
 top("u: (min URL) t: (min Title) n: (count UserID) d: (count (distinct UserID))", "SearchPhrase", where='(and (like Title "*Google*") (not (like URL "*.google.*")) (!= SearchPhrase ""))'),
 '(select {from: hits where: (like URL "*google*") asc: EventTime take: 10})', "(at (select {from: hits where: (!= SearchPhrase \"\") asc: EventTime take: 10}) 'SearchPhrase)",
 "(at (select {from: hits where: (!= SearchPhrase \"\") asc: SearchPhrase take: 10}) 'SearchPhrase)", "(at (select {from: hits where: (!= SearchPhrase \"\") asc: [EventTime SearchPhrase] take: 10}) 'SearchPhrase)",
 "(select {from: (select {l: (avg (strlen URL)) n: (count URL) from: hits where: (!= URL \"\") by: CounterID}) where: (> n 1000) desc: l take: 25})",
 "(select {from: (select {l: (avg (strlen Referer)) n: (count Referer) m: (min Referer) from: hits where: (!= Referer \"\") by: Referer}) where: (> n 100) desc: l take: 25})",
 "(do (set rw (at hits 'ResolutionWidth)) (list (list " + " ".join(f"(sum (+ rw {k}))" for k in range(45)) + ") (list " + " ".join(f"(sum (+ rw {k}))" for k in range(45, 90)) + ")))",
 top("n: (count UserID) r: (sum IsRefresh) w: (avg ResolutionWidth)", "{e: SearchEngineID c: ClientIP}", where='(!= SearchPhrase "")'), top("n: (count UserID) r: (sum IsRefresh) w: (avg ResolutionWidth)", "{i: WatchID c: ClientIP}", where='(!= SearchPhrase "")'),
 top("n: (count UserID) r: (sum IsRefresh) w: (avg ResolutionWidth)", "{i: WatchID c: ClientIP}"), top("n: (count UserID)", "URL"), top("one: (first 1) n: (count UserID)", "URL"),
 top("n: (count UserID)", "{a: ClientIP b: (- ClientIP 1) c: (- ClientIP 2) d: (- ClientIP 3)}"),
 top("n: (count UserID)", "URL", where=f'(and {JULY} (== DontCountHits 0) (== IsRefresh 0) (!= URL ""))'), top("n: (count UserID)", "Title", where=f'(and {JULY} (== DontCountHits 0) (== IsRefresh 0) (!= Title ""))'),
 "(take " + top("n: (count UserID)", "URL", 1010, f"(and {JULY} (== IsRefresh 0) (!= IsLink 0) (== IsDownload 0))") + " -10)",
 "(take " + top("n: (count UserID)", '{s: TraficSourceID e: SearchEngineID a: AdvEngineID src: (if (and (== SearchEngineID 0) (== AdvEngineID 0)) Referer "") dst: URL}', 1010, f"(and {JULY} (== IsRefresh 0))") + " -10)",
 "(take " + top("n: (count UserID)", "{h: URLHash d: EventDate}", 110, f"(and {JULY} (== IsRefresh 0) (in TraficSourceID [-1 6]) (== RefererHash 3594120000172545465))") + " -10)",
 "(take " + top("n: (count UserID)", "{w: WindowClientWidth h: WindowClientHeight}", 10010, f"(and {JULY} (== IsRefresh 0) (== DontCountHits 0) (== URLHash 2868770270353813622))") + " -10)",
 "(take " + top("n: (count UserID)", "{m: (xbar EventTime 60000000000)}", 1010, "(and (== CounterID 62) (>= EventDate 2013.07.14) (<= EventDate 2013.07.15) (== IsRefresh 0) (== DontCountHits 0))", "asc: m") + " -10)"]
SETUP = ["(set once hits)"] + ["(set hits (concat hits once))"] * (TIMES - 1)
sides.report('clickbench', side, sides.run(side, [(f'q{i}', e) for i, e in enumerate(Q)], REPS, SETUP, load=hits, hashed=True))
