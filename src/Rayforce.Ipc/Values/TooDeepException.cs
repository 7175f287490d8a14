namespace Rayforce;

/// <summary>An object would nest deeper than <see cref="RayObject.MaxDepth"/>.</summary>
internal sealed class TooDeepException()
    : ArgumentException($"The object is nested more than {RayObject.MaxDepth} deep.");
