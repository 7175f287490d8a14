namespace Rayforce.Data;
internal sealed class SqlStatement { public bool IsChange => false; public static SqlStatement Parse(string s) => throw new NotImplementedException(); public Queries.RayQuery ToCountedQuery(SqlParameters p) => throw new NotImplementedException(); }
internal sealed class SqlParameters(IEnumerable<(string, RayObject)> p) { public object P => p; }
