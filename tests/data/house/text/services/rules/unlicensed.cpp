// This file says nothing of its licence. expect: licence
