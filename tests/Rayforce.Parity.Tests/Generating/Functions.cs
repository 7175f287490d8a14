using CsCheck;
using static Rayforce.Parity.Tests.Generating.Literals;

namespace Rayforce.Parity.Tests.Generating;

/// <summary>Functions, scopes and errors.</summary>
internal static class Functions
{
    /// <summary>An expression that may use two names.</summary>
    private static readonly Gen<string> Body = Gen.Recursive<string>((depth, inner) => depth > 2
        ? Choice("x", "y", "1", "2.5", "'a", "[1 2]", "true", "0", "\"s\"", "7")
        : Gen.Frequency(
            (3, Choice("x", "y", "1", "0", "[1 2 3]")),
            (3, Gen.Select(Choice("+", "-", "*", "<", "==", "max", "list", "concat"), inner, inner).Select((name, one, other) => $"({name} {one} {other})")),
            (1, Gen.Select(Choice("and", "or"), Choice("x", "y", "true", "0"), Choice("x", "y", "false", "1")).Select((name, one, other) => $"({name} {one} {other})")),
            (2, Gen.Select(inner, inner, inner).Select((condition, yes, no) => $"(if {condition} {yes} {no})")),
            (2, Gen.Select(Choice("x", "y", "z"), inner, inner).Select((name, value, then) => $"(do (let {name} {value}) {then})")),
            (1, Gen.Select(inner, inner).Select((body, fallback) => $"(try {body} {fallback})")),
            (1, inner.Select(body => $"(try {body} (fn [e] e))")),
            (1, inner.Select(value => $"(try (raise {value}) (fn [e] (list e)))")),
            (1, inner.Select(value => $"(return {value})")),
            (1, inner.Select(value => $"((fn [] {value}))")),
            (1, Gen.Select(inner, inner).Select((value, body) => $"((fn [x] {body}) {value})")),
            (1, Gen.Select(Choice("0", "1", "3", "-1", "2h"), inner).Select((count, body) => $"(do (times {count} (let y {body})) y)")),
            (1, inner.Select(body => $"(map (fn [x] {body}) [1 2])")),
            (1, Gen.Select(inner, inner).Select((body, start) => $"(fold (fn [x y] {body}) {start} [1 2 3])")),
            (1, inner.Select(body => $"(let w {body})"))));

    private static readonly Gen<Term> Argument = Choice("I64", "F64", "SYMBOL", "STR", "B8", "DATE").SelectMany(type => Gen.OneOf(AtomOf(type), VectorOf(type)));

    public static Gen<Term> Any { get; } = Gen.Select(Body, Argument, Argument)
        .Select((body, one, other) => new Term($"((fn [x y] {body}) {one} {other})", [one, other]));
}
