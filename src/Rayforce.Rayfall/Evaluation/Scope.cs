namespace Rayforce.Rayfall;

/// <summary>
/// The names that a function call or a <c>do</c> has bound. Names are compared by their bytes: no text is made.
/// </summary>
internal class Scope(Scope? outer)
{
    private readonly List<(RaySymbol Name, RayObject Value)> _bound = [];

    /// <summary>Where to look further; nowhere but in the globals where there is none.</summary>
    public Scope? Outer { get; } = outer;

    /// <summary>The table whose columns are in sight: that of the innermost query.</summary>
    public virtual RayTable? Table => Outer?.Table;

    public virtual RayObject? Find(RaySymbol name)
    {
        for (var i = _bound.Count - 1; i >= 0; i--)
        {
            if (_bound[i].Name.Utf8.SequenceEqual(name.Utf8))
                return _bound[i].Value;
        }

        return null;
    }

    public void Bind(RaySymbol name, RayObject value) => _bound.Add((name, value));
}
