using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>What a builtin makes of the result of another one, from its arguments; nothing where it needs the result.</summary>
internal delegate Value? FusedBody(Evaluator evaluator, Builtin inner, ReadOnlySpan<Value> arguments);
