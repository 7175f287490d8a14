using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Rayforce.Generators;

/// <summary>
/// A place in a file, in a form that can be compared, so that an unchanged record is not written again.
/// </summary>
internal sealed record SourcePlace(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourcePlace? Of(Location? location) => location?.SourceTree is { } tree
        ? new SourcePlace(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : null;

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
