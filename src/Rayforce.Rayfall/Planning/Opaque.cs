using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>Anything else: a call of a function, a special form.</summary>
/// <param name="Code">The code.</param>
/// <param name="Call">The call of a function as it was written; nothing for a special form.</param>
internal sealed record Opaque(Code Code, ListColumn? Call = null) : QueryExpression(Code);
