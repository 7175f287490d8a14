using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A table to query or to change; <see cref="Query.Table(string)"/> and its siblings make one.</summary>
/// <remarks>
/// Changes of a table that is named (<see cref="Query.Table(string)"/>): a server of wire version 3 changes its own
/// table and answers its name. One of wire version 1 answers the changed table and leaves its own as it is; to keep the
/// change, save it: <c>Table("trades").Insert(…).SaveAs("trades")</c>, which does the same in both.
/// </remarks>
public abstract class TableSource : TableQuery
{
    private protected TableSource()
    {
    }

    /// <summary>Gives columns new values: <c>update</c>. A column that the table does not have is added.</summary>
    /// <param name="assignments">The columns and their values, made by <see cref="Query.Set"/>.</param>
    /// <exception cref="ArgumentException">There is none, or a column comes twice.</exception>
    public UpdateQuery Update(params Assignment[] assignments) => new(this, assignments, condition: null);

    /// <summary>Adds rows by the columns' names: <c>insert</c>.</summary>
    /// <param name="columns">Every column with a value for one row, or with a sequence for several.</param>
    /// <exception cref="ArgumentException">A column comes twice, or has another count of values than the
    /// first one.</exception>
    public ChangeQuery Insert(params Assignment[] columns) =>
        new InsertQuery(this, Rows.Named(nameof(Insert), columns));

    /// <summary>Adds rows by the columns' positions: <c>insert</c>.</summary>
    /// <param name="columns">For every column a value for one row, or a sequence for several.</param>
    /// <exception cref="ArgumentException">A column has another count of values than the first one.</exception>
    public ChangeQuery Insert(params RayExpression[] columns) =>
        new InsertQuery(this, Rows.Positional(nameof(Insert), columns));

    /// <summary>Adds the rows of a table: <c>insert</c>.</summary>
    /// <param name="rows">A table with the same columns.</param>
    public ChangeQuery Insert(RayTable rows) => new InsertQuery(this, Rows.Of(rows));

    /// <summary>Replaces the rows that have the same keys, and adds the others: <c>upsert</c>.</summary>
    /// <param name="keyColumns">How many of the first columns are the key.</param>
    /// <param name="columns">Every column with a value for one row, or with a sequence for several.</param>
    /// <exception cref="ArgumentException">A column comes twice, or has another count of values than the
    /// first one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer columns than key columns, or no
    /// key column.</exception>
    public ChangeQuery Upsert(int keyColumns, params Assignment[] columns) =>
        new UpsertQuery(this, keyColumns, Rows.Named(nameof(Upsert), columns));

    /// <summary>Replaces the rows that have the same keys, and adds the others: <c>upsert</c>.</summary>
    /// <param name="keyColumns">How many of the first columns are the key.</param>
    /// <param name="columns">For every column a value for one row, or a sequence for several.</param>
    /// <exception cref="ArgumentException">A column has another count of values than the first one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer columns than key columns, or no
    /// key column.</exception>
    public ChangeQuery Upsert(int keyColumns, params RayExpression[] columns) =>
        new UpsertQuery(this, keyColumns, Rows.Positional(nameof(Upsert), columns));

    /// <summary>Replaces the rows that have the same keys, and adds the others: <c>upsert</c>.</summary>
    /// <param name="keyColumns">How many of the first columns are the key.</param>
    /// <param name="rows">A table with the same columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer columns than key columns, or no
    /// key column.</exception>
    public ChangeQuery Upsert(int keyColumns, RayTable rows) => new UpsertQuery(this, keyColumns, Rows.Of(rows));

    /// <summary>Removes the rows where a condition holds: <c>delete</c>, wire version 3.</summary>
    /// <param name="condition">The condition.</param>
    /// <remarks>Core 2.11 has it, core 2.1.8 does not.</remarks>
    public ChangeQuery Delete(RayExpression condition) =>
        new DeleteQuery(this, condition ?? throw new ArgumentNullException(nameof(condition)));

    /// <summary>What a change names as its table, so that the server changes its own.</summary>
    internal virtual RayObject ToTarget(WireVersion version) => ToOperand(version);

    /// <summary>As a request of its own, a table is a select of everything.</summary>
    private protected sealed override RayObject Build(WireVersion version) =>
        SelectQuery.All(this).ToRayObject(version);
}
