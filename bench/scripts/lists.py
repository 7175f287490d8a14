"""lists.py engine|h2o N SIDE [REPS], or lists.py clickbench HITS SIDE [REPS [TIMES]]: asks the questions of a list (../questions)
of one side: native1, native2, ours1, ours2, duck1, duck2, by its number of threads. N is the number of rows; HITS the table
that hits.py makes, taken TIMES times one behind the other, because neither side reads a frame of 1 GB.

engine: 39 questions about arithmetic, filters, groups, sorts, joins and texts. h2o: the group-by, join and sort questions of
the H2O.ai database benchmark, on tables made by formulas. clickbench: ClickBench's 43 questions."""
import json, os, sys
import sides

name, rows, side = sys.argv[1:4]; repetitions = int(sys.argv[4]) if len(sys.argv) > 4 else 3
entries = json.load(open(os.path.join(sides.ROOT, f'bench/questions/{name}.json')))
questions = [(q['name'], q['rayfall'], q.get('sql')) for q in entries['questions']]
if name == 'clickbench':
    more = (int(sys.argv[5]) if len(sys.argv) > 5 else 1) - 1
    sides.report(name, side, sides.run(
        side, questions, repetitions, ['(set once hits)'] + ['(set hits (concat hits once))'] * more,
        load=rows, hashed=True, sql=['create table once as from hits'] + ['insert into hits from once'] * more))
else:
    def filled(sources):
        n = int(rows)
        for name, value in dict(N=n, T=n // 10, M=n // 2 + 1, H=max(n // 100, 100)).items():
            sources = [s.replace('$' + name, str(value)) for s in sources]
        return sources
    sides.report(f'{name}_{rows}', side, sides.run(
        side, questions, repetitions, filled(entries['setup']), sql=filled(entries.get('sql', []))))
