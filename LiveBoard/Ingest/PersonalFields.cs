using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LiveBoard.Ingest;

/// <summary>
/// Fields that would bring an applicant's personal data in, known by name alone: case, diacritics and separators do not count
/// (<c>hoTen</c>, <c>ho_ten</c> and <c>Họ tên</c> are one name). Values are never looked at, logged or kept.
/// </summary>
internal static class PersonalFields
{
    private const int MaxNameLength = 64;

    /// <summary>Personal wherever they stand in an event.</summary>
    private static readonly FrozenSet<string> Anywhere = new[]
    {
        "fullname", "firstname", "lastname", "middlename", "surname", "hoten", "hovaten", "tencongdan", "chuhoso", "tenchuhoso", "nguoinop", "tennguoinop",
        "nguoinophoso", "congdan", "citizen", "applicant", "phone", "phonenumber", "mobile", "telephone", "sodienthoai", "dienthoai", "sdt", "didong", "email",
        "emailaddress", "thudientu", "identitynumber", "identitycard", "identity", "idcard", "idnumber", "nationalid", "citizenid", "cccd", "socccd", "cmnd",
        "socmnd", "cmt", "socmt", "cancuoc", "socancuoc", "cancuoccongdan", "sodinhdanh", "sodinhdanhcanhan", "madinhdanh", "sogiayto", "passport",
        "passportnumber", "hochieu", "sohochieu", "ngaysinh", "birthdate", "birthday", "dateofbirth", "dob", "diachithuongtru", "diachitamtru", "homeaddress",
        "bankaccount", "sotaikhoan", "biensoxe",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Personal as a field of the event itself; inside another object they may name an office.</summary>
    private static readonly FrozenSet<string> OnTop = new[]
    {
        "name", "ten", "address", "diachi", "gender", "gioitinh", "sex", "contact", "lienhe",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Owners = ["applicant", "citizen", "chuhoso", "nguoinop", "congdan"];

    // Whose it is comes last in Vietnamese: soDienThoaiNguoiNop. Not congdan, which ends the names of offices (tiếp công dân).
    private static readonly string[] LastOwners = ["chuhoso", "nguoinop"];

    public static bool Holds(string fieldName, bool nested)
    {
        if (fieldName.Length > MaxNameLength)
            return false;
        var folded = Fold(fieldName);
        return Anywhere.Contains(folded) || (!nested && OnTop.Contains(folded))
            || Array.Exists(Owners, owner => folded.StartsWith(owner, StringComparison.Ordinal))
            || Array.Exists(LastOwners, owner => folded.EndsWith(owner, StringComparison.Ordinal));
    }

    /// <summary>Lower case letters and digits only, without diacritics; đ is d.</summary>
    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            var plain = letter is 'đ' or 'Đ' ? 'd' : letter;
            if (char.IsLetterOrDigit(plain) && CharUnicodeInfo.GetUnicodeCategory(plain) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(plain));
        }
        return folded.ToString();
    }
}
