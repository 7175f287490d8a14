using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>The untyped null, of which there is one.</summary>
public sealed class RayNull : RayObject
{
    private RayNull()
    {
    }

    /// <summary>The null.</summary>
    public static RayNull Instance { get; } = new();

    /// <inheritdoc/>
    public override RayType Type => RayType.Null;

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) => other is RayNull;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)RayType.Null;

    internal override void AppendRayfall(Utf8Text text) => text.Append("null"u8);

    internal override void AppendConstructor(StringBuilder text) => text.Append("Null");

    internal override void AppendPlain(StringBuilder text) => text.Append(PythonLiteral.None);
}
