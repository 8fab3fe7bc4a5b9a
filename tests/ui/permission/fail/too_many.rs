use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

mod perms {
    use super::{Auth, User, permission};

    macro_rules! permissions {
        ($($name:ident)*) => {$(
            #[permission]
            pub(super) fn $name(_: &User) -> bool {
                true
            }
        )*};
    }

    permissions! { p0 p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 p12 p13 p14 p15 p16 p17 p18 p19 p20 p21 p22 p23 p24 p25 p26 p27 p28 p29 p30 p31 p32 p33 p34 p35 p36 p37 p38 p39 p40 p41 p42 p43 p44 p45 p46 p47 p48 p49 p50 p51 p52 p53 p54 p55 p56 p57 p58 p59 p60 p61 p62 p63 p64 }
}

#[login_required(role = [permission(perms::p0), permission(perms::p1), permission(perms::p2), permission(perms::p3), permission(perms::p4), permission(perms::p5), permission(perms::p6), permission(perms::p7), permission(perms::p8), permission(perms::p9), permission(perms::p10), permission(perms::p11), permission(perms::p12), permission(perms::p13), permission(perms::p14), permission(perms::p15), permission(perms::p16), permission(perms::p17), permission(perms::p18), permission(perms::p19), permission(perms::p20), permission(perms::p21), permission(perms::p22), permission(perms::p23), permission(perms::p24), permission(perms::p25), permission(perms::p26), permission(perms::p27), permission(perms::p28), permission(perms::p29), permission(perms::p30), permission(perms::p31), permission(perms::p32), permission(perms::p33), permission(perms::p34), permission(perms::p35), permission(perms::p36), permission(perms::p37), permission(perms::p38), permission(perms::p39), permission(perms::p40), permission(perms::p41), permission(perms::p42), permission(perms::p43), permission(perms::p44), permission(perms::p45), permission(perms::p46), permission(perms::p47), permission(perms::p48), permission(perms::p49), permission(perms::p50), permission(perms::p51), permission(perms::p52), permission(perms::p53), permission(perms::p54), permission(perms::p55), permission(perms::p56), permission(perms::p57), permission(perms::p58), permission(perms::p59), permission(perms::p60), permission(perms::p61), permission(perms::p62), permission(perms::p63), permission(perms::p64)])]
async fn edit() {}

fn main() {}
