namespace Rayforce.Rayfall.Builtins;

/// <summary>What evaluation, planning and documentation have to know of a builtin besides what it does.</summary>
[Flags]
internal enum BuiltinTraits
{
    None = 0,

    /// <summary>Refused on restricted connections: it changes what others see, or reaches the system.</summary>
    Restricted = 1,

    /// <summary>Takes the untyped null as an argument; the others answer it with the error <c>type</c>.</summary>
    TakesNull = 2,

    /// <summary>What it gives does not follow from its arguments alone: a clock, chance.</summary>
    Volatile = 4,

    /// <summary>Known only inside a query; outside, the name is unbound.</summary>
    QueryOnly = 8,

    /// <summary>Makes of a column another one in which a row depends on those before it.</summary>
    Ordered = 16,

    /// <summary>
    /// Takes its columns whole in a query, and makes one of any length of them: <c>asc</c>, <c>distinct</c>. What has
    /// neither this trait nor a row rule is asked row by row.
    /// </summary>
    Whole = 32,

    /// <summary>Its last argument is a set, taken as a whole where it is no column of the rows: <c>in</c>.</summary>
    OfSet = 64,

    /// <summary>Gets its arguments as code; in a query, where it can be computed row by row, as columns.</summary>
    Special = 128,

    /// <summary>A part of a moment, which stands behind a dot, too: <c>ts.hh</c>.</summary>
    OfMoment = 256,

    /// <summary>Of columns its body gives what its row rule gives, and nothing else.</summary>
    ByRow = 512,

    /// <summary>A binary one that takes more arguments in a query: the first two, then the result and the next.</summary>
    Chained = 1024,

    /// <summary>Does nothing here, and answers as native does.</summary>
    Idle = 2048,

    /// <summary>What it makes of a vector native computes later, and so cannot put into a table with <c>modify</c>.</summary>
    Deferred = 4096,

    /// <summary>In a select with groups native makes it of all rows, whatever their group, and then parts it.</summary>
    AcrossGroups = 8192,

    /// <summary>In a query native makes it of whole columns before it looks at the others, though it is one row by row.</summary>
    MadeFirst = 16384,
}
