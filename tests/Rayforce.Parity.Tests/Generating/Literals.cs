using CsCheck;

namespace Rayforce.Parity.Tests.Generating;

/// <summary>Atoms and vectors of every element type, nulls, limits and empty ones among them; lists, dicts and tables.</summary>
internal static class Literals
{
    /// <summary>Atoms of each element type as literals; the ordinary ones come first.</summary>
    public static IReadOnlyDictionary<string, string[]> Elements { get; } = new Dictionary<string, string[]>
    {
        ["B8"] = ["false", "true"],
        ["U8"] = ["0x05", "0x00", "0x01", "0xff"],
        ["I16"] = ["5h", "0h", "1h", "-3h", "0Nh", "32767h"],
        ["I32"] = ["5i", "0i", "1i", "-3i", "0Ni", "70000i"],
        ["I64"] = ["5", "0", "1", "2", "-3", "0Nl", "1000007"],
        ["F32"] = ["1.5e", "0.0e", "-2.5e", "3.0e", "0Ne"],
        ["F64"] = ["1.5", "0.0", "-2.5", "3.0", "0.1", "0Nf", "1e10"],
        ["DATE"] = ["2024.01.02", "2000.01.01", "1999.12.31", "2024.02.29", "0Nd"],
        ["TIME"] = ["09:30:00.000", "00:00:00.000", "23:59:59.999", "-01:00:00.000", "0Nt"],
        ["TIMESTAMP"] =
        [
            "2024.01.02D09:30:00.000000000", "2000.01.01D00:00:00.000000000", "1999.12.31D23:59:59.999999999",
            "2024.02.29D12:00:00.000000001", "0Np",
        ],
        ["TIMESPAN"] = ["1D00:00:00", "0D00:00:00", "0D00:00:00.000000007", "-1D02:00:00", "0Nn"],
        ["SYMBOL"] = ["'a", "'b", "'abc", "'Zz", "'"],
        ["STR"] = ["\"a\"", "\"b\"", "\"abc\"", "\"\"", "\"Hello, World\"", "\" x \""],
        ["GUID"] = ["0Ng"],
    };

    public static string[] Types { get; } = [.. Elements.Keys];

    /// <summary>The types of numbers and of truth values.</summary>
    public static string[] Numbers { get; } = ["I64", "F64", "I32", "I16", "U8", "F32", "B8"];

    /// <summary>The types of moments and lengths of time.</summary>
    public static string[] Times { get; } = ["DATE", "TIME", "TIMESTAMP", "TIMESPAN"];

    public static Gen<string> AnyType { get; } = Choice(Types);

    public static Gen<Term> Atom { get; } = AnyType.SelectMany(AtomOf);

    public static Gen<Term> Vector { get; } = AnyType.SelectMany(type => VectorOf(type));

    /// <summary>A value that is neither an atom nor a vector.</summary>
    public static Gen<Term> Other { get; } = Gen.OneOf(
        Choice(
            "null", "(list)", "(list 1 'a [1 2])", "(list [1 2] [3])", "(list 1 0Nl 2)", "(list 1.5 2)", "{a: 1 b: 2}",
            "{a: [1 2] b: \"x\"}", "(dict [3 1] [x y])", "(table [a b] (list [1 2 1] [x y x]))", "(table [a] (list []))",
            "t", "e").Select(source => new Term(source)));

    /// <summary>Any value.</summary>
    public static Gen<Term> Value { get; } = Gen.Frequency((5, Vector), (3, Atom), (1, Other));

    /// <summary>Small whole numbers.</summary>
    public static Gen<Term> Count { get; } = Terms("2", "1", "0", "3", "-1", "-2", "5", "9", "0Nl", "2i", "1h", "1.5", "'a");

    public static Gen<Term> AtomOf(string type) => Terms(Elements[type]);

    public static Gen<Term> VectorOf(string type, int most = 5) => Gen.Int[0, most].SelectMany(count => VectorOf(type, count, count));

    public static Gen<Term> VectorOf(string type, int least, int most) => Gen.Int[least, most].SelectMany(count =>
        Choice(Elements[type]).Array[count].Select(elements => new Term(VectorFrom(type, elements))));

    /// <summary>Two vectors of one length, as often as not of one type.</summary>
    public static Gen<(Term First, Term Second)> Pair(string[] types) =>
        Gen.Select(Gen.Int[0, 5], Choice(types), Choice(types), Gen.Bool).SelectMany((count, one, other, same) => Gen.Select(
            VectorOf(one, count, count), VectorOf(same ? one : other, count, count)));

    public static Gen<Term> Terms(params string[] sources) => Choice(sources).Select(source => new Term(source));

    public static Gen<string> Choice(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string VectorFrom(string type, string[] elements) => elements.Length == 0
        ? type == "I64" ? "[]" : $"(take (enlist {Elements[type][0]}) 0)"
        : type is "GUID" ? $"(take (enlist 0Ng) {elements.Length})"
        : $"[{string.Join(' ', elements)}]";
}
