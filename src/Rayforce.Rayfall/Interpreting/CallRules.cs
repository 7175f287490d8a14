using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>What is wrong with a call.</summary>
internal static class CallRules
{
    /// <summary>The most arguments that a call by value takes.</summary>
    public const int MostArguments = 64;

    /// <summary>The error of a call of a builtin with so many arguments, or nothing.</summary>
    public static RayfallException? Arity(Builtin builtin, int count) => builtin.Type switch
    {
        RayType.Unary when count == 2 && builtin.OfTwo is not null => null,
        RayType.Unary when count != 1 => Fault.Arity($"expected 1 arg, got {count}"),
        RayType.Binary when count != 2 => Fault.Arity($"expected 2 args, got {count}"),
        RayType.Variadic when count > MostArguments => TooMany(count),
        _ => null,
    };

    public static RayfallException TooMany(int count) =>
        Fault.Domain($"call: too many args, max {MostArguments}, got {count}");

    public static RayfallException NullOperand(Value left, Value right) =>
        Fault.Type($"binary op: null operand not supported, got {TypeNames.Of(left)} and {TypeNames.Of(right)}");

    public static RayfallException NotCallable(Value value) =>
        Fault.Type($"eval: head of list is not callable, got {TypeNames.Of(value)}");
}
