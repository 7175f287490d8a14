using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Makes the code of a special form's call; gets the whole call, head included.</summary>
internal delegate Node FormCompiler(Compiler compiler, ListColumn form);

/// <summary>A builtin that gets its arguments as code.</summary>
internal sealed class SpecialForm(RayType type, string name, string summary) : Builtin(type, name, summary)
{
    public required FormCompiler Compile { get; init; }
}
