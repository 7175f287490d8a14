using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Wire;

/// <summary>Finds the function of a name, or nothing.</summary>
internal delegate Function? FunctionFinder(ReadOnlySpan<byte> utf8);
