using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Names for someone who types.</summary>
internal static class Completion
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, ".repl.complete", "The names that begin with a text, in their order.")
        {
            Body = static (evaluator, arguments) => Completions(evaluator, arguments[0]),
        },
    ];

    private static Value Completions(Evaluator evaluator, Value begun)
    {
        if (begun.Text is not { } text)
            throw Fault.Type($".repl.complete expects a string, got {TypeNames.Of(begun)}");
        var names = new List<int>();
        foreach (var name in evaluator.GlobalNames)
        {
            if (evaluator.Symbols.Utf8(name).StartsWith(text.Utf8))
                names.Add(name);
        }

        names.Sort((left, right) => evaluator.Symbols.Utf8(left).SequenceCompareTo(evaluator.Symbols.Utf8(right)));
        return ElementTypes.Symbol.Wrap(names.ToArray(), hasNulls: false);
    }
}
