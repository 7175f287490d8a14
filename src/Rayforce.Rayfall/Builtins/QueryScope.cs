using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The columns that are in sight while a query runs, also in the functions that it calls.</summary>
internal abstract class QueryScope
{
    /// <summary>The error of a name that is neither a column nor bound.</summary>
    public Func<string, RayfallException> Missing { get; init; } = Fault.Schema;

    /// <summary>The column of a name, or nothing.</summary>
    public abstract Value? Find(int name);
}
