using CsCheck;
using static Rayforce.Parity.Tests.Generating.Literals;

namespace Rayforce.Parity.Tests.Generating;

/// <summary>Queries over tables with a column of every element type.</summary>
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

    private static readonly string[] Columns = ["j", "f", "i", "h", "u", "b", "e", "d", "m", "p", "n", "s", "c", "k", "g"];
    private static readonly string[] NumberColumns = ["j", "f", "i", "h", "u", "k", "e", "b"];

    private static readonly Gen<string> Column = Choice(Columns);
    private static readonly Gen<string> NumberColumn = Choice(NumberColumns);

    private static readonly Gen<string> Aggregated = Gen.Frequency(
        (8, Gen.Select(
            Choice("sum", "count", "avg", "min", "max", "first", "last", "med", "dev", "var", "prod", "mode", "all", "any", "stddev", "stddev_pop", "var_pop", "dev_pop"),
            Gen.Frequency((3, Column), (1, Computed()))).Select((name, column) => $"({name} {column})")),
        (1, Column.Select(column => $"(count (distinct {column}))")),
        (1, Gen.Select(Choice("quantile", "percentile"), NumberColumn, Choice("0.5", "0.9", "0")).Select((name, column, part) => $"({name} {column} {part})")),
        (1, Gen.Select(Choice("cov", "scov", "pearson_corr", "wavg", "wsum"), NumberColumn, NumberColumn).Select((name, one, other) => $"({name} {one} {other})")),
        (1, Gen.Select(Choice("top", "bot"), Column, Choice("2", "1", "9")).Select((name, column, count) => $"({name} {column} {count})")),
        (1, Gen.Select(NumberColumn, NumberColumn, Choice("+", "-", "*", "/")).Select((one, other, operation) => $"({operation} (sum {one}) (max {other}))")));

    private static readonly Gen<string> Series = Gen.OneOf(
        Gen.Select(
            Choice("sums", "avgs", "mins", "maxs", "prds", "deltas", "ratios", "fills", "differ", "lag", "lead", "rank", "asc", "desc", "reverse", "iasc", "distinct", "not", "nil?"),
            Column).Select((name, column) => $"({name} {column})"),
        Gen.Select(Choice("msum", "mavg", "mmin", "mmax", "mcount", "mvar", "mdev"), Choice("2", "3", "1"), NumberColumn).Select((name, window, column) => $"({name} {window} {column})"));

    private static readonly Gen<string> Condition = Gen.Recursive<string>((depth, inner) => Gen.Frequency(
        (6, Gen.Select(Choice(">", "<", "==", "!=", ">=", "<="), Choice(Types)).SelectMany((operation, type) =>
            Choice(Elements[type]).Select(atom => $"({operation} {ColumnOf(type)} {atom})"))),
        (2, Gen.Select(Choice(">", "<", "=="), Column, Column).Select((operation, one, other) => $"({operation} {one} {other})")),
        (2, Choice(Types).SelectMany(type => Gen.Select(Choice("in", "not-in"), VectorOf(type, 1, 3)).Select((name, set) => $"({name} {ColumnOf(type)} {set})"))),
        (1, Choice("I64", "F64", "DATE", "TIME", "TIMESTAMP", "I32").SelectMany(type => VectorOf(type, 2, 2).Select(range => $"(within {ColumnOf(type)} {range})"))),
        (1, Choice("(like s \"a*\")", "(like c \"*b*\")", "(ilike c \"A*\")", "(like g \"x\")", "(nil? j)", "(not b)", "b", "(nil? s)", "true", "false", "(> j (avg j))", "(== f (max f))")),
        (depth > 1 ? 0 : 2, Gen.Select(Choice("and", "or"), inner, inner).Select((name, one, other) => $"({name} {one} {other})")),
        (depth > 1 ? 0 : 1, inner.Select(one => $"(not {one})"))));

    private static readonly Gen<string> Output = Gen.Frequency(
        (3, Aggregated), (3, Computed()), (2, Column), (1, Series), (1, Atom.Select(atom => atom.Source)),
        (1, Gen.Select(Condition, Column, Gen.OneOf(Column, Atom.Select(atom => atom.Source))).Select((condition, one, other) => $"(if {condition} {one} {other})")));

    private static readonly Gen<string> Key = Gen.Frequency(
        (5, Choice("g", "k", "s", "c", "b", "d", "h", "i", "u", "m", "p", "n", "j")),
        (2, Choice("f", "e")),
        (2, Choice("(% j 2)", "(xbar j 5)", "(upper s)", "(> j 1)", "(xbar m 3600000)", "p.date", "(+ k 1)", "(strlen s)", "(yyyy d)")),
        (1, Choice("nope", "5", "[g k]", "{q: g}", "{q: g r: k}", "[k s]", "{x: (% j 2)}")));

    private static readonly Gen<string> Outputs = Gen.Int[1, 2].SelectMany(count => Output.Array[count])
        .Select(outputs => string.Concat(outputs.Select((output, i) => $" {(char)('v' + i)}: {output}")));

    private static readonly Gen<string> Where = Gen.Frequency((1, Gen.Const("")), (1, Condition.Select(condition => $" where: {condition}")));

    private static readonly Gen<string> Order = Gen.Frequency(
        (3, Gen.Const("")),
        (1, Gen.Select(Choice("asc", "desc"), Choice("v", "j", "g", "[g k]", "s", "f", "[k j]", "nope", "p", "c", "b", "u")).Select((word, column) => $" {word}: {column}")));

    private static readonly Gen<string> Take = Gen.Frequency(
        (4, Gen.Const("")), (1, Choice("2", "1", "0", "-2", "9", "[1 2]", "[0 99]", "(+ 1 1)").Select(count => $" take: {count}")));

    private static readonly Gen<string> Table = Gen.Frequency((6, Gen.Const("t")), (1, Choice("(select {from: t where: (> j 0)})", "(take t 3)", "(xasc t 'k)", "(reverse t)")));

    /// <summary>A select of rows.</summary>
    public static Gen<Term> Select { get; } = Gen.Select(Gen.OneOf(Gen.Const(""), Outputs), Table, Where, Order, Take)
        .Select((outputs, table, where, order, take) => new Term($"(select {{{outputs} from: {table}{where}{order}{take}}})"));

    /// <summary>A select of groups.</summary>
    public static Gen<Term> Grouped { get; } =
        Gen.Select(Gen.Frequency((6, Outputs), (1, Gen.Const(""))), Table, Where, Key, Gen.Select(Order, Take))
        .Select((outputs, table, where, key, end) => new Term($"(select {{{outputs} from: {table}{where} by: {key}{end.Item1}{end.Item2}}})"));

    /// <summary>A change of columns.</summary>
    public static Gen<Term> Update { get; } = Gen.Select(
        Gen.Frequency((2, Column), (1, Gen.Const("z"))),
        Gen.OneOf(Output, Atom.Select(atom => atom.Source), Column.SelectMany(column => Gen.Const(column))),
        Gen.Frequency((1, Gen.Const("")), (1, Condition.Select(condition => $" where: {condition}")), (1, Key.Select(key => $" by: {key}"))))
        .Select((column, value, rest) => new Term($"(update {{{column}: {value} from: t{rest}}})"));

    /// <summary>A change of columns to values of their own type.</summary>
    public static Gen<Term> Assignment { get; } = Gen.Select(Choice(Types), Gen.Bool).SelectMany((type, all) => Gen.Select(AtomOf(type), Condition)
        .Select((atom, condition) => new Term($"(update {{{ColumnOf(type)}: {atom} from: t{(all ? "" : $" where: {condition}")}}})")));

    /// <summary>A removal of rows.</summary>
    public static Gen<Term> Delete { get; } = Condition.Select(condition => new Term($"(delete {{from: t where: {condition}}})"));

    /// <summary>Any query.</summary>
    public static Gen<Term> Any { get; } = Gen.Frequency((4, Select), (4, Grouped), (2, Update), (1, Assignment), (1, Delete));

    private static Gen<string> Computed() => Gen.Recursive<string>((depth, inner) =>
    {
        var operand = depth > 1 ? Column : Gen.Frequency((3, Column), (1, inner));
        return Gen.Frequency(
            (5, Gen.Select(Choice("+", "-", "*", "/", "%", "div", "xbar", "max", "min", "fill"), operand, Gen.OneOf(operand, Atom.Select(atom => atom.Source)))
                .Select((name, one, other) => $"({name} {one} {other})")),
            (2, Gen.Select(Choice("+", "-", "*", "/", "%", "div", "pow"), NumberColumn, Gen.OneOf(NumberColumn, Choice("2", "1.5", "3i", "0", "2h", "0x02", "true")))
                .Select((name, one, other) => $"({name} {one} {other})")),
            (2, Gen.Select(Choice("neg", "abs", "floor", "ceil", "round", "sqrt", "signum", "exp", "log", "not", "nil?"), operand).Select((name, one) => $"({name} {one})")),
            (2, Choice("(upper s)", "(lower c)", "(strlen s)", "(strlen c)", "(concat s c)", "(substr c 1 2)", "(trim c)", "(replace c \"a\" \"q\")", "(str-find c \"b\")", "(split c \"b\")", "(concat c \"!\")", "(like c \"a*\")")),
            (1, Choice("(year d)", "(month p)", "(day d)", "(hour m)", "(minute p)", "(second m)", "(dayofweek d)", "(dayofyear p)", "d.dd", "p.date", "p.hh", "m.ss", "(hh p)", "(yyyy d)", "p.time")),
            (2, Gen.Select(AnyType, operand).Select((type, one) => $"(as '{type} {one})")),
            (1, Gen.Select(operand, Choice("[1 2]", "[5 7]", "['a 'b]", "[1.5]")).Select((one, set) => $"(in {one} {set})")));
    });

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
