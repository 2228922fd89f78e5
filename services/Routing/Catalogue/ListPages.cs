using Hotline.Chassis.Errors;
using Hotline.Chassis.Listing;

namespace Hotline.Routing.Catalogue;

/// <summary>Pages of a list in memory. The token names the last row and is bound to the query and its edition.</summary>
public sealed class ListPages(SignedToken tokens)
{
    /// <summary>Cuts a page out of a list that is in memory; the token is bound to the query.</summary>
    public (IReadOnlyList<T> Page, string NextToken) Cut<T>(
        IReadOnlyList<T> rows, Func<T, string> idOf, int size, string pageToken, string query)
    {
        var start = 0;
        if (pageToken.Length > 0)
        {
            var last = tokens.Open("page:" + query, pageToken, "page_token");
            start = rows.TakeWhile(row => idOf(row) != last).Count() + 1;
            if (start > rows.Count)
            {
                throw Refuse.TokenInvalid("page_token");
            }
        }

        IReadOnlyList<T> page = [.. rows.Skip(start).Take(size)];
        var more = start + page.Count < rows.Count;
        return (page, more ? tokens.Seal("page:" + query, idOf(page[^1])) : "");
    }
}
