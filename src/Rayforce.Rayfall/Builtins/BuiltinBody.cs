using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>What a builtin does with the values of its arguments.</summary>
internal delegate Value BuiltinBody(Evaluator evaluator, ReadOnlySpan<Value> arguments);
