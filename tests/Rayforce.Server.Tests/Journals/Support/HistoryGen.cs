using CsCheck;
using Rayforce.Ipc;

namespace Rayforce.Server.Tests.Journals;

/// <summary>Generates what clients do to a few globals, in all ways that there are to change one.</summary>
internal static class HistoryGen
{
    private static readonly Gen<string> Name = Choice("a", "b", "c", "t", "u");

    /// <summary>Values of every type, code and functions among them, and those that do not follow from the request.</summary>
    private static readonly Gen<string> Expression = Gen.OneOf(
        Choice(
            "1", "0Nl", "1.5", "-0.0", "0Nf", "'s", "'", "\"text\"", "\"\"", "\"ünï\"", "null", "true", "(as 'I16 3)",
            "(as 'F32 1.25)", "(as 'U8 7)", "(as 'date 3)", "[1 2 3]", "[1.5 0Nf]", "['a ' 'c]", "[\"a\" \"\"]",
            "(list)", "(list 1 (list 'x \"y\") null)", "(quote (f x 1))", "(first (quote (a b)))", "(parse \"(set q 3)\")",
            "(parse \"a\")", "+", "set", "do", "quote", "(fn [x] (+ x 1))", "((fn [k] (fn [x] (+ x k))) [1 2])",
            "(dict ['a 'b] (list 1 [2 3]))", "(dict ['p] (list (list 'q 'r)))", "(table ['x 'y] (list [1 2 3] ['p 'q 'p]))",
            "(table ['x 'y] (list [1 2 3] (list 1 \"z\" 's)))", "(til 50)", "(reverse (til 9))", "(list (quote a) 'a)"),
        Choice(
            "(rand 3 1000)", "(guid 2)", "(timestamp 'utc)", "(time 'utc)", "(.time.now)", "(timeit (til 9))",
            "(list (rand 1 9) 'x (list 'y))", "(first (quote (v w)) (rand 1 2))", "(count (env 0))",
            "(table ['x 'y] (list (rand 3 9) [1 2 3]))", "(do (let f rand) (f 2 9))", "(.sys.build)"),
        Name,
        Name.Select(name => $"(list {name} {name})"),
        Name.Select(name => $"(+ {name} 1)"));

    private static readonly Gen<string> Change = Gen.OneOf(
        Gen.Select(Name, Expression, (name, value) => $"(set {name} {value})"),
        Gen.Select(Name, Expression, (name, value) => $"(set {name} {value})"),
        Gen.Select(Name, Expression, (name, value) => $"(let {name} {value})"),
        Gen.Select(Name, Name, Expression, (name, entry, value) => $"(set {name}.{entry} {value})"),
        Name.Select(name => $"(del {name})"),
        Gen.Select(Gen.Int[0, 9], Choice("p", "q", "z"), (x, y) => $"(insert 't (list {x} '{y}))"),
        Gen.Int[0, 9].Select(x => $"(upsert 't 'x (list {x} 'up))"),
        Gen.Int[0, 9].Select(x => $"(update {{from: 't x: (+ x {x}) where: (> x 2)}})"),
        Gen.Int[0, 9].Select(x => $"(set t (select {{from: t where: (> x {x})}}))"),
        Gen.Const("(update {from: 't x: (rand (count x) 9)})"),
        Gen.Const("(alter 'a + 1)"),
        Gen.Const("(set t (table ['x 'y] (list [1 2 3] ['p 'q 'p])))"));

    private static readonly Gen<string> Text = Gen.OneOf(
        Change,
        Change,
        Gen.Select(Change, Change, (first, second) => $"{first} {second}"),
        Gen.Select(Change, Change, (first, second) => $"(do {first} {second})"),
        Change.Select(change => $"(do {change} (raise \"x\"))"),
        Change.Select(change => $"(do {change} (+ 1 'x))"),
        Gen.Select(Change, Change, (first, second) => $"(try (do {first} (raise 3)) (fn [e] {second}))"),
        Change.Select(change => $"((fn [n] {change}) 1)"),
        Choice(
            "(set f (fn [x] (set a x)))", "(f 5)", "(f (rand 2 9))", "(map f [1 2])", "(set set 5)", "(del set)", "(set do 1)",
            "(del do)", "(set quote 1)", "(del quote)", "(set first 1)", "(del first)", "a", "(+ 1 2)", "(set r (fn [n] (r n)))",
            "(do (set b 3) (r 1))", "(try (do (set b 4) (r 1)) (fn [e] (set c b)))"));

    private static readonly Gen<RayObject> Value = Gen.Recursive<RayObject>((depth, inner) => depth > 2
        ? Leaf
        : Gen.OneOf<RayObject>(
            Leaf,
            inner.Array[0, 3].Select(items => (RayObject)new RayList(items)),
            Gen.Select(inner, inner, (x, y) => (RayObject)new RayDict(new RaySymbolVector("p", "q"), new RayList(x, y))),
            inner.Select(body => (RayObject)new RayLambda(new RaySymbolVector("x"), new RayList(body)))));

    private static readonly Gen<RayObject> Call = Gen.OneOf<RayObject>(
        Gen.Select(Name, Value, (name, value) => (RayObject)new RayList(new RaySymbol("set"), new RaySymbol(name, quoted: true), value)),
        Gen.Select(Name, Value, (name, value) => (RayObject)new RayList(
            new RayBuiltin(RayType.Binary, "set"), new RaySymbol(name), new RayList(new RaySymbol("quote"), value))),
        Value.Select(value => (RayObject)new RayList(
            new RayLambda(new RaySymbolVector("x"), new RayList(new RayList(new RaySymbol("set"), new RaySymbol("a"), new RaySymbol("x")))), value)),
        Gen.Select(Gen.Int[0, 9], x => (RayObject)new RayList(
            new RaySymbol("insert"), new RaySymbol("t", quoted: true), new RayList(x, new RaySymbol("w", quoted: true)))),
        Value);

    /// <summary>None that overflows to the null's bits: unmarked it is a number, and marked when it is read, as natively.</summary>
    private static Gen<long> Number => Gen.Long[-1L << 60, 1L << 60];

    private static Gen<RayObject> Leaf => Gen.OneOf<RayObject>(
        Number.Select(value => (RayObject)value),
        Gen.Double.Select(value => (RayObject)value),
        Gen.Bool.Select(value => (RayObject)value),
        Gen.String[0, 5].Where(text => !text.Any(char.IsSurrogate)).Select(text => (RayObject)text),
        Name.Select(name => (RayObject)new RaySymbol(name, quoted: true)),
        Name.Select(name => (RayObject)new RaySymbol(name)),
        Number.Array[0, 4].Select(values => (RayObject)new RayVector<long>(values)),
        Gen.Float.Array[0, 4].Select(values => (RayObject)new RayVector<float>(values)),
        Gen.Byte.Array[16].Select(bytes => (RayObject)new RayAtom<RayGuid>(new RayGuid(bytes))),
        Choice("x", "", "long symbol").Array[0, 3].Select(names => (RayObject)new RaySymbolVector(names)),
        Choice("x", "", "text").Array[0, 3].Select(texts => (RayObject)new RayStringVector(texts)),
        Gen.Byte.Select(value => (RayObject)new RayAtom<RayChar>(new RayChar(value))),
        Gen.Const((RayObject)RayNull.Instance),
        Gen.Const((RayObject)new RayBuiltin(RayType.Binary, "+")));

    /// <summary>A request, and in which wire version it comes.</summary>
    public static Gen<(RayObject Request, WireVersion Version)> Request { get; } = Gen.Select(
        Gen.OneOf(Text.Select(text => (RayObject)text), Text.Select(text => (RayObject)text), Call),
        Gen.Frequency((4, Gen.Const(WireVersion.V3)), (1, Gen.Const(WireVersion.V1))));

    private static Gen<T> Choice<T>(params T[] choices) => Gen.OneOf([.. choices.Select(Gen.Const)]);
}
