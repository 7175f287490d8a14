using CsCheck;
using Rayforce.Rayfall.Builtins;
using static Rayforce.Parity.Tests.Generating.Literals;

namespace Rayforce.Parity.Tests.Generating;

/// <summary>Calls of builtins: with arguments as they are meant to be, and with anything.</summary>
internal static class Calls
{
    /// <summary>The builtins that stand in others: what they give is a vector or an atom.</summary>
    private static readonly string[] Inner =
    [
        "+", "-", "*", "/", "<", "==", "sum", "avg", "min", "max", "first", "last", "count", "sums", "deltas", "msum", "asc", "desc", "iasc",
        "reverse", "distinct", "til", "take", "drop", "at", "where", "in", "find", "concat", "not", "nil?", "neg", "abs", "floor",
        "sqrt", "upper", "strlen", "type", "enlist", "group", "table", "dict", "key", "as", "rank", "fills", "lag",
    ];

    private static readonly string[] Columns = [.. Types.Where(type => type != "GUID")];

    private static readonly Gen<Term> Number = Choice(Numbers).SelectMany(type => Gen.OneOf(AtomOf(type), VectorOf(type)));

    private static readonly Gen<Term> Numeric = Choice([.. Numbers, .. Times]).SelectMany(type => Gen.OneOf(AtomOf(type), VectorOf(type)));

    private static readonly Gen<Term> Text = Gen.OneOf(
        AtomOf("STR"), VectorOf("STR"), AtomOf("SYMBOL"), VectorOf("SYMBOL"),
        Terms("\"a,b,,c\"", "[\"ab\" \"abab\" \"\"]", "[ab abab x]", "\"hello hello\""));

    private static readonly Gen<Term> Piece = Terms("\"a\"", "\",\"", "\"\"", "\"l\"", "\"ab\"", "'a", "'b", "\"zz\"", "[\"a\" \"b\"]", "1");

    private static readonly Gen<Term> Pattern = Terms(
        "\"*\"", "\"a*\"", "\"*b\"", "\"?\"", "\"[a-c]*\"", "\"*l*\"", "\"[^a]*\"", "\"a\"", "\"\"", "'a", "\"[\"", "\"[]\"", "\"H?llo*\"");

    private static readonly Gen<Term> Unary = Terms(
        "neg", "abs", "sum", "count", "first", "(fn [x] (+ x 1))", "(fn [x] x)", "not", "nil?", "type", "reverse", "upper", "(fn [x] (* x x))", "til");

    private static readonly Gen<Term> Binary = Terms(
        "+", "-", "*", "/", "%", "div", "==", "<", "max", "min", "concat", "(fn [x y] (+ x y))", "(fn [x y] y)", "and");

    private static readonly Gen<Term> Aggregate = Terms(
        "sum", "count", "avg", "min", "max", "first", "last", "med", "dev", "var", "prod", "mode", "all", "any", "stddev", "distinct", "(fn [x] (sum x))");

    private static readonly Gen<Term> Keyed = Terms("[a]", "'a", "[b]", "[a b]", "['a]", "['b 'a]", "[z]", "[]");

    private static readonly Gen<Term> Small = Gen.Select(
        Gen.Int[0, 4], Choice(Columns), Choice(Columns)).SelectMany((count, one, other) => Gen.Select(
            Terms("1", "2", "1", "0Nl", "3").Array[count], VectorOf(one, count, count), VectorOf(other, count, count))
        .Select((keys, first, second) => new Term(
            $"(table [a b c] (list [{string.Join(' ', keys.Select(key => key.Source))}] {first} {second}))")));

    private static readonly Gen<Term> AnyTable = Gen.Frequency((3, Small), (1, Terms("t", "s", "e")));

    /// <summary>Arguments as each is meant to be called.</summary>
    private static readonly Dictionary<string, Gen<Term[]>> Meant = MakeMeant();

    /// <summary>A call of any builtin.</summary>
    public static Gen<Term> Any { get; } = Of([.. LeftOut.Asked], Gen.Const(0).SelectMany(_ => Value));

    /// <summary>A call of any builtin, of which some arguments are what others give.</summary>
    public static Gen<Term> Nested { get; } = Of(
        [.. LeftOut.Asked], Gen.Frequency((2, Value), (3, Of([.. LeftOut.Asked.Where(builtin => Inner.Contains(builtin.Name))], Value))));

    /// <summary>A call of one builtin.</summary>
    public static Gen<Term> Of(string name) => Of(LeftOut.Asked.Single(builtin => builtin.Name == name), Value);

    private static Gen<Term> Joined(string names, string type, int count) => Gen.Select(
        Terms("1", "2", "1", "0Nl", "3").Array[count], VectorOf(type, count, count), Choice(Columns).SelectMany(other => VectorOf(other, count, count)))
        .Select((keys, second, third) => new Term($"(table {names} (list [{string.Join(' ', keys.Select(key => key.Source))}] {second} {third}))"));

    private static Gen<Term> Of(Builtin[] builtins, Gen<Term> argument)
    {
        var calls = builtins.Select(builtin => Of(builtin, argument)).ToArray();
        return Gen.Int[0, calls.Length - 1].SelectMany(index => calls[index]);
    }

    private static Gen<Term> Of(Builtin builtin, Gen<Term> argument)
    {
        var count = builtin.Type switch
        {
            RayType.Unary => Gen.Const(1),
            RayType.Binary => Gen.Const(2),
            _ => Gen.Int[1, 3],
        };
        var anything = count.SelectMany(number => argument.Array[number]);
        var arguments = Meant.TryGetValue(builtin.Name, out var meant) ? builtin.Type == RayType.Variadic ? meant : Gen.Frequency((3, meant), (1, anything)) : anything;
        return arguments.Select(values => Term.Call(builtin.Name, values));
    }

    private static Dictionary<string, Gen<Term[]>> MakeMeant()
    {
        var meant = new Dictionary<string, Gen<Term[]>>();
        var vector = Gen.Frequency((4, Vector), (1, Numeric));
        var pair = Pair([.. Numbers, .. Times]).Select((one, other) => new[] { one, other });
        var numbers = Pair(Numbers).Select((one, other) => new[] { one, other });
        var sets = Gen.Select(AnyType, AnyType, Gen.Int[0, 3]).SelectMany((one, other, random) => Gen.Select(
            Gen.OneOf(VectorOf(one), AtomOf(one)), VectorOf(random == 0 ? other : one)).Select((left, right) => new[] { left, right }));
        var index = Gen.OneOf(Count, Terms("[0]", "[1 0]", "[0 9]", "[0Nl 1]", "[]", "[-1]", "'a", "['a 'b]", "[a z]"));
        var mask = Gen.OneOf(VectorOf("B8"), Terms("true", "[1 0]", "(== [1 2] 1)"));

        void Add(Gen<Term[]> arguments, params string[] names)
        {
            foreach (var name in names)
                meant[name] = arguments;
        }

        Add(
            Gen.Frequency(
                (2, Gen.Select(Numeric, Numeric).Select((one, other) => new[] { one, other })),
                (2, pair),
                (1, Gen.Select(Number, Number).Select((one, other) => new[] { one, other }))),
            "+", "-", "*", "/", "%", "div", "pow", "xbar");
        Add(
            Gen.Frequency(
                (2, sets), (1, Pair(Types).Select((one, other) => new[] { one, other })),
                (1, Gen.Select(Value, Value).Select((one, other) => new[] { one, other }))),
            "==", "!=", "<", "<=", ">", ">=", "fill", "in", "not-in", "except", "union", "sect", "find", "concat", "cross", "unify");
        Add(
            Gen.OneOf(sets, pair, vector.Select(one => new[] { one })),
            "max", "min");
        Add(Gen.OneOf(pair, numbers), "cov", "scov", "pearson_corr", "wavg", "wsum", "inner-prod", "cos-dist", "l2-dist");
        Add(Gen.Select(Count, vector).Select((count, values) => new[] { count, values }),
            "msum", "mavg", "mmin", "mmax", "mcount", "mvar", "mdev", "xrank");
        Add(Gen.Select(Gen.OneOf(vector, Value), Count).Select((values, count) => new[] { values, count }),
            "take", "drop", "rotate", "top", "bot");
        Add(Gen.Select(vector, Terms("0.5", "0", "1", "0.25", "0.9", "50", "-1", "1.5", "0Nf", "[0.5 0.1]")).Select((values, part) => new[] { values, part }),
            "quantile", "percentile");
        Add(Gen.Select(Gen.OneOf(Vector, Value, Small), index).Select((values, at) => new[] { values, at }), "at", "get", "cut", "row", "remove");
        Add(
            Gen.Select(
                Gen.OneOf(AnyType.Select(type => new Term("'" + type)), Terms("'BOOL", "'SYM", "'i64", "'LIST", "'DICT", "'nope")),
                Gen.Frequency((3, vector), (2, Atom), (1, Terms("\"42\"", "\"1.5\"", "[\"1\" \"\"]", "\"2024.01.02\"", "\"09:30:00\"", "\"true\"", "'5", "1e30", "(list 1 2)"))))
            .Select((type, value) => new[] { type, value }),
            "as");
        Add(
            Gen.Select(AnyType, Gen.Bool).SelectMany((type, same) => Gen.Select(
                Gen.OneOf(VectorOf(type), AtomOf(type)), VectorOf(same ? type : "I64", 2, 2)).Select((values, range) => new[] { values, range })),
            "within");
        Add(
            Gen.Select(AnyType, Gen.Int[0, 3], AnyType).SelectMany((one, random, other) => Gen.Select(
                VectorOf(one), Gen.OneOf(VectorOf(random == 0 ? other : one), AtomOf(one))).Select((left, right) => new[] { Term.Call("asc", left), right })),
            "bin", "binr");
        Add(Gen.Select(Text, Pattern).Select((text, pattern) => new[] { text, pattern }), "like");
        Add(Gen.Select(Text, Piece).Select((text, piece) => new[] { text, piece }), "split", "str-join", "str-find");
        // Native takes a symbol among texts for a text, which ends the process.
        var text = Terms("\"a\"", "\"l\"", "\"\"", "\"ab\"", "\"zz\"", "\",\"");
        Add(Gen.Select(Gen.OneOf(AtomOf("STR"), VectorOf("STR")), text, text).Select((whole, piece, other) => new[] { whole, piece, other }), "replace");
        Add(Gen.Select(Text, Count, Count).Select((text, start, count) => new[] { text, start, count }), "substr");
        Add(Text.Select(text => new[] { text }), "upper", "lower", "trim", "strlen");
        Add(
            AnyType.SelectMany(type => Gen.Int[0, 4].SelectMany(count => Gen.Select(VectorOf(type, count, count), Gen.OneOf(VectorOf("B8", count, count), mask))))
                .Select((values, which) => new[] { values, which }),
            "filter");
        Add(mask.Select(which => new[] { which }), "where");
        Add(Gen.Int[1, 3].SelectMany(count => Gen.OneOf(mask, Atom, Value).Array[count]), "and", "or");
        Add(
            Gen.Int[0, 3].SelectMany(count => Gen.Select(
                Choice("SYMBOL", "I64", "STR").SelectMany(type => VectorOf(type, count, count)),
                Gen.OneOf(AnyType.SelectMany(type => VectorOf(type, count, count)), Atom, Terms("(list 1 'a)")))).Select((keys, values) => new[] { keys, values }),
            "dict");
        Add(
            Gen.Int[0, 3].SelectMany(count => Gen.Select(AnyType.SelectMany(type => VectorOf(type, count, count)), AnyType.SelectMany(type => VectorOf(type, count, count))))
                .Select((one, other) => new[] { new Term("[a b]"), Term.Call("list", one, other) }),
            "table");
        Add(AnyTable.Select(table => new[] { table }), "cols", "ungroup", "fkeys");
        Add(Gen.Frequency((3, AnyTable), (2, Value)).Select(table => new[] { table }), "meta", "key", "value", "count", "first", "last", "reverse", "distinct");
        Add(Gen.Select(AnyTable, Keyed).Select((table, keys) => new[] { table, keys }), "xasc", "xdesc", "xkey", "xgroup", "xcols", "xcol");
        Add(Gen.Select(Small, Small).Select((one, other) => new[] { one, other }), "union-all");
        Add(
            // Keys of one type: native takes numbers of different types for each other, bit by bit.
            Gen.Select(Keyed, Choice(Columns), Gen.Int[0, 4], Gen.Int[0, 4]).SelectMany((keys, type, count, others) =>
                Gen.Select(Joined("[a b c]", type, count), Joined("[a b d]", type, others)).Select((one, other) => new[] { keys, one, other })),
            "inner-join", "left-join", "full-join", "anti-join", "asof-join");
        Add(
            Gen.Select(AnyTable, Aggregate).Select((table, aggregate) => new[] { table, new Term("'a"), new Term("'b"), new Term("'c"), aggregate }),
            "pivot");
        Add(
            Gen.OneOf(
                Gen.Select(Unary, Gen.OneOf(Vector, Value)).Select((function, values) => new[] { function, values }),
                Gen.Select(Binary, Gen.OneOf(Vector, Value), Gen.OneOf(Vector, Value)).Select((function, one, other) => new[] { function, one, other })),
            "map", "pmap", "map-left", "map-right", "apply");
        Add(
            Gen.OneOf(
                Gen.Select(Binary, Gen.OneOf(Vector, Value)).Select((function, values) => new[] { function, values }),
                Gen.Select(Binary, Value, Vector).Select((function, start, values) => new[] { function, start, values })),
            "fold", "fold-left", "fold-right", "scan", "scan-left", "scan-right", "prior");
        Add(
            Gen.Select(Terms("(fn [a] (< a 10))", "(fn [a] true)", "(fn [a] false)", "nil?", "not"), Binary, Atom, Vector)
                .Select((predicate, function, start, values) => new[] { predicate, function, start, values }),
            "fold-while");
        Add(
            Gen.Select(Terms("\"%\"", "\"% and %\"", "\"x\"", "\"%%\"", "\"\""), Value, Value).Select((format, one, other) => new[] { format, one, other }),
            "format");
        Add(Gen.Select(Value, Gen.OneOf(Value, Terms("(fn [e] e)", "type"))).Select((value, handler) => new[] { value, handler }), "try");
        Add(Gen.Select(Value, Value, Value).Select((condition, yes, no) => new[] { condition, yes, no }), "if");
        Add(Gen.Select(Terms("'sorted", "'unique", "'grouped", "'parted", "'nope"), vector).Select((attribute, values) => new[] { attribute, values }), ".attr.set");
        Add(Vector.Select(values => new[] { Term.Call("ser", values) }), "de");
        Add(Terms("\"(+ 1 2)\"", "\"[1 2]\"", "\"(f 'a)\"", "\"\"", "\"{a: 1}\"", "\"(\"").Select(text => new[] { text }), "parse");
        Add(
            Gen.OneOf(
                Gen.Select(Small, Atom, Atom, Atom).Select((table, one, two, three) => new[] { table, Term.Call("list", one, two, three) }),
                Gen.Select(Small, Small).Select((table, rows) => new[] { table, rows }),
                Gen.Select(Vector, Gen.OneOf(Atom, Vector)).Select((values, more) => new[] { values, more }),
                Gen.Select(Vector, Count, Atom).Select((values, at, more) => new[] { values, at, more })),
            "insert");
        Add(
            Gen.OneOf(
                Gen.Select(Small, Terms("1", "2", "'a", "['a]", "[a b]"), Atom, Atom).Select((table, keys, one, two) => new[] { table, keys, Term.Call("list", new Term("1"), one, two) }),
                Gen.Select(Small, Terms("1", "2", "'a", "['a]"), Small).Select((table, keys, rows) => new[] { table, keys, rows })),
            "upsert");
        Add(Gen.Select(Small, Terms("'a", "'b", "'z"), Unary).Select((table, column, function) => new[] { table, column, function }), "modify");
        Add(Gen.Select(Terms("l2", "cos", "'l2"), VectorOf("F64")).Select((metric, values) => new[] { new Term("(list [1.0 2.0] [0.5 0.1])"), values, new Term("1") }), "knn");
        Add(
            Choice("[a]", "[x y]", "[]").SelectMany(parameters => Terms("1", "x", "(+ x 1)", "(do (let y 2) (* y 3))").Select(body => new[] { new Term(parameters), body })),
            "fn");
        Add(Gen.Select(Count, Value).Select((count, body) => new[] { count, body }), "times");
        Add(
            Gen.Select(Choice("'s", "'t", "'nosuch"), Terms("[0 1]", "[0 5]", "[]", "[0Nl 1]", "[1.5]", "1")).Select((table, rows) => new[] { new Term(table), rows }),
            ".col.link");
        return meant;
    }
}
