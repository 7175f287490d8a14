using Rayforce.Rayfall.Builtins;

namespace Rayforce.Rayfall.Planning;

/// <summary>A call of a builtin.</summary>
internal sealed record BuiltinCall(Code Code, Builtin Builtin, QueryExpression[] Arguments) : QueryExpression(Code);
