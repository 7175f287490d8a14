using Rayforce.Rayfall.Builtins;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A builtin that gets its arguments as code.</summary>
internal sealed class SpecialForm(RayType type, string name, string summary) : Builtin(type, name, summary)
{
    public required FormCompiler Compile { get; init; }
}
