using Rayforce.Ipc;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Parsing;
using Rayforce.Rayfall.Types;
using Rayforce.Rayfall.Wire;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Values as bytes and as source, and back.</summary>
internal static class Serialization
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, "ser", "A value as the bytes of a frame.")
        {
            Body = Serialize,
            Traits = BuiltinTraits.TakesNull,
        },
        new(RayType.Unary, "de", "The value of the bytes of a frame.") { Body = Deserialize },
        new(RayType.Unary, "parse", "Source as code.") { Body = Parse },
    ];

    private static Value Serialize(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var frame = RaySerializer.SerializeFrame(
            new ToWire(evaluator.Symbols, evaluator.Budget).Convert(arguments[0]));
        evaluator.Budget.Charge(frame.Length);
        return ElementTypes.U8.Wrap(frame, hasNulls: false);
    }

    private static Value Deserialize(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Column is not Column<byte> { Elements.Type: RayType.U8 } bytes)
            throw arguments[0].AtomType?.Type == RayType.U8
                ? Fault.Domain("deserialize: a byte is no frame")
                : Fault.Type($"deserialize: input must be a u8 byte buffer, got {TypeNames.Of(arguments[0])}");
        // What decoding makes of a byte is at most an object in a list.
        evaluator.Budget.Charge(bytes.Count, 48);
        try
        {
            var value = RaySerializer.DeserializeFrame(bytes.Span);
            return new FromWire(evaluator.Symbols, evaluator.Budget, evaluator.FindBuiltin).Convert(value);
        }
        catch (RayforceFormatException e)
        {
            throw Fault.Domain($"deserialize: {e.Message}");
        }
    }

    private static Value Parse(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Text is not { } source)
            throw Fault.Type("parse expects a string");
        var forms = Parser.Read(evaluator.Budget, evaluator.Symbols, source.Utf8);
        return forms.Length == 1
            ? forms[0]
            : new ListColumn([Value.Name(evaluator.Symbols.Intern("do"u8)), .. forms]);
    }
}
