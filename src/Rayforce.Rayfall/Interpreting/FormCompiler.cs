using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Makes the code of a special form's call; gets the whole call, head included.</summary>
internal delegate Node FormCompiler(Compiler compiler, ListColumn form);
