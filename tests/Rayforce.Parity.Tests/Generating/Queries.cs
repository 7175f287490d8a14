using CsCheck;
using static Rayforce.Parity.Tests.Generating.Literals;

namespace Rayforce.Parity.Tests.Generating;

/// <summary>
/// Queries over a table with a column of every element type. Operands go together; what does not is asked outside of
/// queries, where each operation stands alone: in a query native computes in one of two ways, depending on what
/// stands beside, and only one of them looks at the types.
/// </summary>
internal static class Queries
{
    /// <summary>What has to be bound before: a table with every type, one of few types, one of no rows.</summary>
    public static IReadOnlyList<string> Setup { get; } =
    [
        "(set t (table [k g b u h i j e f d m p n s c] (list [2 1 2 3 1 2 0Nl] [x y x ' y x y] [true false true true false false true] " +
            "[0x05 0x00 0xff 0x01 0x05 0x02 0x03] [5h -3h 0Nh 7h 5h 1h 2h] [5i -3i 0Ni 7i 5i 1i 2i] [5 -3 0Nl 7 5 1 2] " +
            "[1.5e -2.5e 0Ne 3e 1.5e 0.5e 2e] [1.5 -2.5 0Nf 3.0 1.5 0.1 10.25] " +
            "[2024.01.02 1999.12.31 0Nd 2024.02.29 2024.01.02 2024.01.03 2000.01.01] " +
            "[09:30:00.000 23:59:59.999 0Nt 00:00:00.000 09:30:00.000 10:00:00.500 12:00:00.000] " +
            "[2024.01.02D09:30:00.000000000 1999.12.31D23:59:59.999999999 0Np 2024.02.29D12:00:00.000000001 2024.01.02D09:30:00.000000000 2024.01.02D10:00:00.000000000 2000.01.01D00:00:00.000000000] " +
            "[1D -1D02:00:00 0Nn 0D00:00:00.000000007 1D 0D01:30:00 2D] [a b ' abc a Zz b] [\"a\" \"b\" \"\" \"abc\" \"a\" \"Zz\" \"Hello\"])))",
        "(set s (table [a b c] (list [x y x z] [1 2 3 0Nl] [1.5 0Nf 2.5 -1.0])))",
        "(set e (table [a b c] (list (take ['x] 0) [] (take [1.5] 0))))",
    ];

    private static readonly Gen<string> Column = Choice("j", "f", "i", "h", "u", "b", "e", "d", "m", "p", "n", "s", "c", "k", "g");

    private static readonly Gen<string> NumberColumn = Choice("j", "f", "i", "h", "k", "u", "j", "f");

    /// <summary>Numbers row by row.</summary>
    private static readonly Gen<string> Number = Gen.Recursive<string>((depth, inner) =>
    {
        var operand = depth > 1 ? NumberColumn : Gen.Frequency((3, NumberColumn), (1, inner));
        return Gen.Frequency(
            (6, Gen.Select(Choice("+", "-", "*", "/", "div"), operand, Gen.OneOf(operand, Choice("2", "1.5", "3", "-1", "0", "10")))
                .Select((name, one, other) => $"({name} {one} {other})")),
            (1, Gen.Select(Choice("%", "xbar"), Choice("j", "k"), Choice("2", "3", "10", "-2")).Select((name, one, other) => $"({name} {one} {other})")),
            (1, Gen.Select(Choice("neg", "abs"), Choice("j", "k", "i", "h")).Select((name, one) => $"({name} {one})")),
            (1, Gen.Select(Choice("floor", "ceil", "round", "sqrt", "signum", "exp", "log"), Choice("f", "f", "j", "(* f 2)", "(/ j 2)")).Select((name, one) => $"({name} {one})")),
            (1, Gen.Select(Choice("F64", "I64"), NumberColumn).Select((type, one) => $"(as '{type} {one})")));
    });

    private static readonly Gen<string> Text = Choice(
        "(upper s)", "(lower c)", "(concat s c)", "(substr c 1 2)", "(trim c)", "(replace c \"a\" \"q\")", "(concat c \"!\")", "(upper c)", "(concat \"x\" c)");

    private static readonly Gen<string> OfText = Choice(
        "(strlen s)", "(strlen c)", "(str-find c \"b\")", "(like c \"a*\")", "(like s \"*b*\")", "(ilike c \"A*\")", "(== s \"a\")", "(!= c \"b\")", "(in s [a b])", "(nil? c)");

    private static readonly Gen<string> OfTime = Choice(
        "(year d)", "(month p)", "(day d)", "(hour m)", "(minute p)", "(second m)", "(dayofweek d)", "(dayofyear p)", "(hh p)", "(yyyy d)", "(dd d)", "(ss m)",
        "(+ d 1)", "(- d 5)", "(+ p 1D)", "(- p 0D01:00:00)", "(xbar m 3600000)", "(xbar p 0D01:00:00)", "(- d 2024.01.01)", "(+ m 1000)", "(as 'DATE p)", "(as 'I64 d)", "p.date", "p.hh", "d.dd", "m.ss");

    /// <summary>What is computed row by row and is true or false.</summary>
    private static readonly Gen<string> Condition = Gen.Recursive<string>((depth, inner) => Gen.Frequency(
        (6, Gen.Select(Choice(">", "<", "==", "!=", ">=", "<="), Choice("I64", "F64", "I32", "I16", "U8", "DATE", "TIME", "TIMESTAMP", "SYMBOL", "STR", "TIMESPAN")).SelectMany((operation, type) =>
            Choice(Elements[type]).Select(atom => $"({operation} {ColumnOf(type)} {(type == "SYMBOL" ? $"(quote {atom.TrimStart('\'')})".Replace("(quote )", "'", StringComparison.Ordinal) : atom)})"))),
        (2, Gen.Select(Choice(">", "<", "==", "!="), NumberColumn, NumberColumn).Select((operation, one, other) => $"({operation} {one} {other})")),
        (2, Choice("I64", "F64", "SYMBOL", "STR", "DATE", "I32", "TIME").SelectMany(type => Gen.Select(Choice("in", "not-in"), VectorOf(type, 1, 3)).Select((name, set) => $"({name} {ColumnOf(type)} {set})"))),
        (1, Choice("I64", "F64", "DATE", "TIME", "I32").SelectMany(type => VectorOf(type, 2, 2).Select(range => $"(within {ColumnOf(type)} {range})"))),
        (1, Choice("(like s \"a*\")", "(like c \"*b*\")", "(ilike c \"A*\")", "(like g \"x\")", "(nil? j)", "(not b)", "b", "(nil? s)", "(> j (avg j))", "(== f (max f))")),
        (depth > 1 ? 0 : 2, Gen.Select(Choice("and", "or"), inner, inner).Select((name, one, other) => $"({name} {one} {other})")),
        (depth > 1 ? 0 : 1, inner.Select(one => $"(not {one})"))));

    private static readonly Gen<string> Chosen = Gen.Select(Condition, Choice("j k", "j 0", "1 0", "f 0.0", "f f", "j 0Nl", "s s", "c c", "d d", "\"x\" c", "1.5 f", "j f", "p p", "k 5"))
        .Select((condition, branches) => $"(if {condition} {branches})");

    /// <summary>What native computes by blocks; what stands beside does not change it.</summary>
    private static readonly Gen<string> ByBlocks = Gen.Frequency((4, Number), (1, Condition), (2, Column), (1, NumberColumn));

    /// <summary>What native computes row by row: it stands alone, or native computes what stands beside it so, too.</summary>
    private static readonly Gen<string> RowByRow = Gen.Frequency(
        (2, Text), (1, OfText), (2, OfTime), (1, Chosen),
        (1, Gen.Select(Choice("max", "min"), Choice("j", "f", "k"), Choice("2", "1.5", "j", "f")).Select((name, one, other) => $"({name} {one} {other})")),
        (1, Choice("(fill 0 j)", "(fill 1.5 f)", "(fill 7 k)", "(fill j k)")));

    private static readonly Gen<string> Aggregated = Gen.Frequency(
        (4, Gen.Select(Choice("sum", "avg", "min", "max", "first", "last", "dev", "var", "prod", "count", "stddev", "stddev_pop", "var_pop", "dev_pop", "all", "any"), NumberColumn)
            .Select((name, column) => $"({name} {column})")),
        (2, Gen.Select(Choice("min", "max", "first", "last", "count"), Choice("d", "m", "p", "s", "c", "g", "b", "u")).Select((name, column) => $"({name} {column})")),
        (2, Gen.Select(Choice("sum", "min", "max", "avg", "count", "first", "last"), Number).Select((name, column) => $"({name} {column})")),
        (1, Gen.Const("(sum j)")));

    private static readonly Gen<string> OfTruths = Gen.Select(Choice(">", "<", "=="), NumberColumn, Choice("1", "2", "5"))
        .Select((operation, column, atom) => $"(sum ({operation} {column} {atom}))");

    private static readonly Gen<string> OfPairs = Gen.Select(Choice("cov", "scov", "pearson_corr", "wavg", "wsum"), Choice("j", "f", "k"), Choice("j", "f", "k"))
        .Select((name, one, other) => $"({name} {one} {other})");

    /// <summary>Aggregates that native gives in queries with groups alone.</summary>
    private static readonly Gen<string> OfGroup = Gen.OneOf(
        Column.Select(column => $"(count (distinct {column}))"),
        OfPairs,
        OfTruths,
        NumberColumn.Select(column => $"(med {column})"),
        Gen.Select(NumberColumn, Choice("0.5", "0.9", "0")).Select((column, part) => $"(quantile {column} {part})"),
        Gen.Select(Choice("top", "bot"), NumberColumn, Choice("2", "1", "9")).Select((name, column, count) => $"({name} {column} {count})"),
        Choice("(mode j)", "(mode s)", "(mode f)", "(mode d)"));

    private static readonly Gen<string> OfColumn =
        Gen.Select(Choice("sum", "avg", "min", "max", "first", "last", "dev", "var", "prod", "count", "stddev", "stddev_pop", "all", "any"), NumberColumn)
            .Select((name, column) => $"({name} {column})");

    private static readonly Gen<string> OverAggregates = Gen.Select(Choice("+", "-", "*", "/"), Choice("j", "f", "k", "i"), Choice("j", "f", "k", "i")).SelectMany((operation, one, other) =>
        Gen.OneOf(
            Gen.Select(Choice("sum", "max", "min", "avg"), Choice("sum", "max", "count")).Select((first, second) => $"({operation} ({first} {one}) ({second} {other}))"),
            Choice("sum", "max", "min", "avg").Select(first => $"({operation} ({first} {one}) 2)")));

    private static readonly Gen<string> Series = Gen.OneOf(
        Gen.Select(Choice("sums", "avgs", "mins", "maxs", "prds", "deltas", "ratios", "fills", "differ", "lag", "lead"), Choice("j", "f", "k")).Select((name, column) => $"({name} {column})"),
        Gen.Select(Choice("msum", "mavg", "mmin", "mmax", "mcount", "mvar", "mdev"), Choice("2", "3", "1"), Choice("j", "f", "k")).Select((name, window, column) => $"({name} {window} {column})"));

    private static readonly Gen<string> Key = Gen.Frequency(
        (6, Choice("g", "k", "s", "c", "b", "d", "h", "i", "u", "m", "p", "j")),
        (1, Choice("f", "e")),
        (1, Choice("(% j 2)", "(xbar j 5)", "(upper s)", "(> j 1)", "(xbar m 3600000)", "(+ k 1)", "(yyyy d)")),
        (1, Choice("[g k]", "{q: g}", "{q: g r: k}", "[k s]", "[g b]", "nope", "{x: (% j 2)}")));

    private static readonly Gen<string> Where = Gen.Frequency(
        (10, Gen.Const("")), (10, Condition.Select(condition => $" where: {condition}")), (1, Choice("true", "false", "1", "0").Select(condition => $" where: {condition}")));

    private static readonly Gen<string> Conditional = Gen.Frequency((1, Gen.Const("")), (1, Condition.Select(condition => $" where: {condition}")));

    private static readonly Gen<string> Take = Gen.Frequency((4, Gen.Const("")), (1, Choice("2", "1", "0", "-2", "9", "[1 2]", "[0 99]").Select(count => $" take: {count}")));

    private static readonly Gen<string> Table = Gen.Frequency((6, Gen.Const("t")), (1, Choice("(xasc t 'k)", "(reverse t)", "(xdesc t [g j])")));

    /// <summary>A select of rows.</summary>
    public static Gen<Term> Select { get; } = Gen.Select(
        Gen.Frequency((2, Gen.Const("")), (3, Named(ByBlocks)), (3, RowByRow.Select(one => $" v: {one}")), (2, Named(Aggregated)), (1, OverAggregates.Select(one => $" v: {one}")), (1, OfPairs.Select(one => $" v: {one}")), (1, OfTruths.Select(one => $" v: {one}")),
            (1, Series.Select(series => $" v: {series}")), (1, Column.Select(column => $" v: (count (distinct {column}))")),
            (1, Gen.Select(Choice("sum", "avg", "min", "max", "count"), NumberColumn, NumberColumn).Select((name, one, other) => $" v: ({name} {one}) w: {other}"))),
        Table, Where, Order("j", "g", "[g k]", "s", "f", "[k j]", "p", "c", "b", "u", "nope"), Take)
        .Select((outputs, table, where, order, take) => new Term($"(select {{{outputs} from: {table}{where}{order}{take}}})"));

    /// <summary>A select of groups.</summary>
    public static Gen<Term> Grouped { get; } = Gen.Select(
        Gen.Frequency((1, Gen.Const("")), (6, Named(Gen.Frequency((5, Aggregated), (1, OverAggregates)))), (1, OfGroup.Select(one => $" v: {one}")), (1, Named(Gen.OneOf(ByBlocks, Series))), (1, RowByRow.Select(one => $" v: {one}"))),
        Table, Conditional, Key, Gen.Select(Order("v", "nope", "(neg v)"), Gen.Frequency((4, Gen.Const("")), (1, Choice("2", "1", "-2", "[0 1]").Select(count => $" take: {count}")))))
        .Select((outputs, table, where, key, end) => new Term($"(select {{{outputs} from: {table}{where} by: {key}{end.Item1}{end.Item2}}})"));

    /// <summary>A change of columns.</summary>
    public static Gen<Term> Update { get; } = Gen.OneOf(
        Gen.Select(Choice("z", "j", "f", "k"), Gen.Frequency((4, Number), (1, OfColumn), (1, Series), (1, Chosen), (1, OfText)), Where)
            .Select((column, value, where) => new Term($"(update {{{column}: {value} from: t{where}}})")),
        Gen.Select(Choice("z", "j", "f"), Gen.Frequency((3, OfColumn), (1, Series), (1, Number)), Choice("g", "k", "s", "b", "[g k]", "nope"))
            .Select((column, value, key) => new Term($"(update {{{column}: {value} from: t by: {key}}})")),
        Gen.Select(Choice("I64", "F64", "I32", "I16", "U8", "B8", "DATE", "TIME", "TIMESTAMP", "TIMESPAN", "SYMBOL", "STR", "F32"), Gen.Bool, AnyType).SelectMany((type, own, other) => Gen.Select(AtomOf(own ? type : other), Where)
            .Select((atom, where) => new Term($"(update {{{ColumnOf(type)}: {atom} from: t{where}}})"))));

    /// <summary>A removal of rows.</summary>
    public static Gen<Term> Delete { get; } = Condition.Select(condition => new Term($"(delete {{from: t where: {condition}}})"));

    /// <summary>Any query.</summary>
    public static Gen<Term> Any { get; } = Gen.Frequency((4, Select), (4, Grouped), (2, Update), (1, Delete));

    private static Gen<string> Named(Gen<string> output) => Gen.Int[1, 2].SelectMany(count => output.Array[count])
        .Select(outputs => string.Concat(outputs.Select((text, i) => $" {(char)('v' + i)}: {text}")));

    private static Gen<string> Order(params string[] keys) => Gen.Frequency(
        (3, Gen.Const("")), (1, Gen.Select(Choice("asc", "desc"), Choice(keys)).Select((word, column) => $" {word}: {column}")));

    private static string ColumnOf(string type) => type switch
    {
        "B8" => "b",
        "U8" => "u",
        "I16" => "h",
        "I32" => "i",
        "I64" => "j",
        "F32" => "e",
        "F64" => "f",
        "DATE" => "d",
        "TIME" => "m",
        "TIMESTAMP" => "p",
        "TIMESPAN" => "n",
        "SYMBOL" => "s",
        "STR" => "c",
        _ => "k",
    };
}
